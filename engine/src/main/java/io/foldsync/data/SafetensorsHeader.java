package io.foldsync.data;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The header of a safetensors file: which tensor lies where.
 *
 * @param spans by name, in the order of the bytes in the file, without gaps
 * @param metadata free text by free name
 */
record SafetensorsHeader(Map<String, TensorSpan> spans, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    private static final JsonFactory JSON = new JsonFactory();

    SafetensorsHeader {
        spans = Collections.unmodifiableMap(new LinkedHashMap<>(spans));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Lays tensors out behind one another, larger element types first, then by name.
     *
     * @param tensors type and shape by name; {@code begin} is ignored
     */
    static SafetensorsHeader layOut(SortedMap<String, TensorSpan> tensors, SortedMap<String, String> metadata) {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("the name " + METADATA + " is the format's own");
        }
        Map<String, TensorSpan> spans = new LinkedHashMap<>();
        long begin = 0;
        Dtype[] smallestFirst = Dtype.values();
        for (int i = smallestFirst.length - 1; i >= 0; i--) {
            for (Map.Entry<String, TensorSpan> tensor : tensors.entrySet()) {
                if (tensor.getValue().dtype() == smallestFirst[i]) {
                    TensorSpan span =
                            new TensorSpan(smallestFirst[i], tensor.getValue().shape(), begin);
                    spans.put(tensor.getKey(), span);
                    begin = span.end();
                }
            }
        }
        return new SafetensorsHeader(spans, metadata);
    }

    /** What a file begins with: the length as eight little-endian bytes, then JSON, padded to a multiple of eight. */
    byte[] encoded() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json, JsonEncoding.UTF8)) {
            generator.writeStartObject();
            writeMetadata(generator);
            for (Map.Entry<String, TensorSpan> span : spans.entrySet()) {
                generator.writeObjectFieldStart(span.getKey());
                write(generator, span.getValue());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        byte[] text = json.toByteArray();
        byte[] padded = Arrays.copyOf(text, Math.toIntExact((text.length + 7L) / 8 * 8));
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .array();
    }

    private void writeMetadata(JsonGenerator generator) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        generator.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
    }

    private static void write(JsonGenerator generator, TensorSpan span) throws IOException {
        generator.writeStringField("dtype", span.dtype().name());
        writeArray(generator, "shape", span.shape());
        writeArray(generator, "data_offsets", List.of(span.begin(), span.end()));
    }

    private static void writeArray(JsonGenerator generator, String name, List<Long> numbers) throws IOException {
        generator.writeArrayFieldStart(name);
        for (long number : numbers) {
            generator.writeNumber(number);
        }
        generator.writeEndArray();
    }
}
