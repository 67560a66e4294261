package io.foldsync.nn;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import java.util.List;

/**
 * What a program must know about the rows it will be fed.
 *
 * @param shape the shape of one row
 * @param weighted whether rows have weights other than 1
 * @param normalized whether features are shifted and scaled on their way in
 */
record Feed(List<Integer> shape, FeatureType type, Target target, boolean weighted, boolean normalized, String device) {

    static Feed of(DatasetCard card, boolean normalized, String device) {
        return new Feed(card.shape(), card.type(), card.target(), card.weighted(), normalized, device);
    }
}
