package io.foldsync.report;

/**
 * Panels in two columns; a last one without a neighbour takes both.
 *
 * @param panels how many there are
 * @param above the room above the first row, for a legend
 */
record Grid(int panels, double above) {
    static final double WIDTH = 960;
    private static final double GAP = 28;
    private static final double ROW = 280;
    private static final double RIGHT = 8;

    double height() {
        int rows = (panels + 1) / 2;
        return above + ROW * rows;
    }

    /** The plotting area of one panel. */
    Frame frame(int panel, Scale across, Scale upright) {
        boolean wide = panel == panels - 1 && panel % 2 == 0;
        double column = wide ? WIDTH : (WIDTH - GAP) / 2;
        double left = panel % 2 * (column + GAP) + Frame.LEFT;
        int row = panel / 2;
        double top = above + ROW * row + Frame.TOP;
        return new Frame(left, top, column - Frame.LEFT - RIGHT, ROW - Frame.TOP - Frame.BOTTOM - 8, across, upright);
    }
}
