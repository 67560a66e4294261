package io.foldsync.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void distancesAreThoseOfOptimalStringAlignment() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("teh", "the")).isEqualTo(1);
        assertThat(NearestName.distance("ca", "abc")).isEqualTo(3); // the unrestricted distance would be 2
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void caseAndSeparatorsDoNotCount() {
        assertThat(NearestName.to("Weight-Decay", List.of("lr", "weightDecay"))).contains("weightDecay");
    }

    @Test
    void aNameLikeNoneFindsNone() {
        assertThat(NearestName.to("transformer", List.of("mlp", "resnet"))).isEmpty();
    }
}
