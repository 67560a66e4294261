package io.foldsync.spark.checkpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foldsync.metric.Tally;

/**
 * Records as JSON that reads back to equal records or not at all: a key too many, too few or twice is a failure, and
 * doubles have the digits that read back as the same bits, NaN and infinities as texts.
 */
final class StrictJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addMixIn(Tally.class, TallyAsArray.class)
            .build();

    private StrictJson() {}

    /** A tally is its array of sums. */
    private abstract static class TallyAsArray {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Tally of(double... sums) {
            return Tally.of(sums);
        }

        @JsonValue
        abstract double[] toArray();
    }
}
