package io.foldsync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Sends a value the way Spark does, through Java serialization. */
public final class Wire {
    private Wire() {}

    /** What arrives when {@code value} is sent. */
    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // reads only what the line before wrote
    public static <T extends Serializable> T sent(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new AssertionError(value + " cannot be sent", e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(value + " does not arrive", e);
        }
    }
}
