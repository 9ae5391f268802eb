package io.ecroperator.policy;

/** A text in which {@code *} stands for any characters or none and {@code ?} for one, as IAM reads resources and actions. */
record ArnPattern(String text) {

    /** Whether every text that the other one means is meant. May say no where that is so by several wildcards together. */
    boolean covers(ArnPattern other) {
        return relate(other, false);
    }

    /** Whether there is a text that both mean; a {@code *} of the other one stands for no colon, which no name has. */
    boolean meets(ArnPattern other) {
        return relate(other, true);
    }

    /** A table of the ends of both texts, so that no pattern takes longer than the product of their lengths. */
    private boolean relate(ArnPattern other, boolean bothWild) {
        int columns = other.text.length() + 1;
        boolean[] below = new boolean[columns];
        for (int row = text.length(); row >= 0; row--) {
            boolean[] line = new boolean[columns];
            for (int column = columns - 1; column >= 0; column--) {
                line[column] = end(row, column, other, line, below, bothWild);
            }
            below = line;
        }
        return below[0];
    }

    private boolean end(int row, int column, ArnPattern other, boolean[] line, boolean[] below, boolean bothWild) {
        boolean here = row < text.length();
        boolean there = column < other.text.length();
        if (!here && !there) {
            return true;
        }
        char mine = here ? text.charAt(row) : 0;
        char theirs = there ? other.text.charAt(column) : 0;
        if (mine == '*') {
            return below[column] || (there && line[column + 1]);
        }
        if (bothWild && theirs == '*') {
            return line[column + 1] || (here && mine != ':' && below[column]);
        }
        boolean one =
                here && there && (mine == theirs || (mine == '?' && theirs != '*') || (bothWild && theirs == '?'));
        return one && below[column + 1];
    }
}
