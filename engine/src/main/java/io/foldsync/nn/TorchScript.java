package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A network that PyTorch exported: {@code torch.jit.script(module).save("net.pt")}, or {@code torch.jit.trace} of a module
 * in training mode. Every fold starts from the file's weights; parameters that the module does not let learn stay.
 *
 * <p>The file's bytes travel with the recipe. The tensor library alone reads them: they can call its operators, and
 * nothing else. A traced module always does what it did when it was traced: one with dropout or batch norm must be
 * scripted, or it will drop, or not, in training and evaluation alike.
 */
public final class TorchScript implements Network {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final byte[] bytes;

    private TorchScript(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The network of a file.
     *
     * @param file how messages call it
     * @param bytes all of the file
     */
    public static TorchScript of(String file, byte[] bytes) {
        return new TorchScript(file, bytes.clone());
    }

    /**
     * Loads the file here and lets go of it again, so that a bad one is found before any data is read.
     *
     * @throws FoldSyncException {@code NETWORK_FILE} if it is no such file
     */
    public TorchScript checked() {
        Natives.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            new ScriptNetwork(manager, this).close();
        }
        return this;
    }

    String file() {
        return file;
    }

    /** All of the file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String describe() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "torchscript " + file.substring(file.lastIndexOf('/') + 1) + ", sha256 "
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    static FoldSyncException fault(String file, String found) {
        return FoldSyncException.of(
                ErrorCode.NETWORK_FILE,
                file,
                found,
                "a TorchScript file of 32-bit floats, saved by torch.jit.script(module).save(file)",
                "Export the module again, with a PyTorch whose files libtorch " + Natives.version() + " reads.");
    }
}
