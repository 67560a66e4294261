package io.foldsync.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the header of a safetensors file and believes nothing in it: every number is checked against the file. */
final class SafetensorsHeaderReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String where;

    /** @param where the file, for messages */
    SafetensorsHeaderReader(String where) {
        this.where = where;
    }

    /**
     * The header in {@code json}.
     *
     * @param dataBytes how many bytes the file holds behind its header; the tensors must cover them exactly
     * @throws FoldSyncException ({@code DATA_FORMAT}) if anything is amiss
     */
    SafetensorsHeader read(byte[] json, long dataBytes) throws IOException {
        JsonNode root = parsed(json);
        if (!root.isObject()) {
            throw fault("the header is not a JSON object", "names of tensors with their places");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Map.Entry<String, TensorSpan>> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(SafetensorsHeader.METADATA)) {
                metadata = metadata(field.getValue());
            } else {
                spans.add(Map.entry(field.getKey(), span(field.getKey(), field.getValue())));
            }
        }
        return new SafetensorsHeader(contiguous(spans, dataBytes), metadata);
    }

    /** A fault of this file. */
    FoldSyncException fault(String found, String expected) {
        return FoldSyncException.of(
                ErrorCode.DATA_FORMAT, where, found, expected, "Write or copy the file again: it is damaged.");
    }

    private JsonNode parsed(byte[] json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw fault("the header is not JSON: " + e.getOriginalMessage(), "a safetensors file")
                    .causedBy(e);
        }
    }

    private Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw fault("metadata \"" + field.getKey() + "\" is " + field.getValue(), "text");
            }
            metadata.put(field.getKey(), field.getValue().textValue());
        }
        if (!node.isObject()) {
            throw fault("the metadata are not a JSON object", "text by name");
        }
        return metadata;
    }

    private TensorSpan span(String name, JsonNode node) {
        Dtype dtype = dtype(name, node.path("dtype"));
        List<Long> shape = sizes(name, "shape", node.path("shape"));
        List<Long> offsets = sizes(name, "data_offsets", node.path("data_offsets"));
        TensorSpan span;
        try {
            span = new TensorSpan(dtype, shape, offsets.isEmpty() ? 0 : offsets.get(0));
        } catch (ArithmeticException e) {
            throw fault("tensor \"" + name + "\" has shape " + shape, "a size that a file can have")
                    .causedBy(e);
        }
        if (!offsets.equals(List.of(span.begin(), span.end()))) {
            throw fault(
                    "tensor \"" + name + "\" of " + dtype + shape + " has data_offsets " + offsets,
                    "two offsets " + span.bytes() + " bytes apart");
        }
        return span;
    }

    private Dtype dtype(String name, JsonNode node) {
        for (Dtype dtype : Dtype.values()) {
            if (dtype.name().equals(node.textValue())) {
                return dtype;
            }
        }
        throw fault(
                "tensor \"" + name + "\" has dtype " + (node.isMissingNode() ? "none" : node),
                "one of " + Arrays.toString(Dtype.values()));
    }

    private List<Long> sizes(String name, String field, JsonNode node) {
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : node) {
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
                throw fault("tensor \"" + name + "\" has " + field + " " + node, "whole numbers from 0");
            }
            sizes.add(size.longValue());
        }
        if (!node.isArray()) {
            throw fault("tensor \"" + name + "\" has no list " + field, "whole numbers from 0");
        }
        return sizes;
    }

    private Map<String, TensorSpan> contiguous(List<Map.Entry<String, TensorSpan>> spans, long dataBytes) {
        spans.sort(Comparator.<Map.Entry<String, TensorSpan>>comparingLong(
                        span -> span.getValue().begin())
                .thenComparingLong(span -> span.getValue().end())); // an empty tensor lies before a full one
        Map<String, TensorSpan> ordered = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, TensorSpan> span : spans) {
            if (span.getValue().begin() != end) {
                throw fault(
                        "tensor \"" + span.getKey() + "\" begins at byte "
                                + span.getValue().begin(),
                        "byte " + end + ", where the one before it ends");
            }
            end = span.getValue().end();
            ordered.put(span.getKey(), span.getValue());
        }
        if (end != dataBytes) {
            throw fault(dataBytes + " bytes of tensors", end + " as the header says");
        }
        return ordered;
    }
}
