package io.inferloop.tabular.core.synthesis.cart;

import java.util.Arrays;

/** The classes of a tree's target at one node, by which the node's splits are judged. */
sealed interface TargetClasses permits TargetClasses.Fixed, TargetClasses.OfNode {

    int count();

    int of(int code);

    /** Writes down the class of each code. */
    void writeTo(byte[] classOfCode);

    /** Whether classes are in the order of the values they stand for. */
    boolean isOrdered();

    /** The same classes at every node. */
    record Fixed(CodeGroups groups, boolean isOrdered) implements TargetClasses {

        @Override
        public int count() {
            return groups.count();
        }

        @Override
        public int of(int code) {
            return groups.of()[code];
        }

        @Override
        public void writeTo(byte[] classOfCode) {
            for (int code = 0; code < classOfCode.length; code++) {
                classOfCode[code] = (byte) groups.of()[code];
            }
        }
    }

    /**
     * The node's own: neighbouring codes, about equally many of its rows in each. They become finer as the node's values
     * draw together, so that a split can follow a number as closely as the rows allow.
     *
     * @param last the last code of each class, ascending
     */
    record OfNode(int[] last) implements TargetClasses {

        private static final int MOST = 16;

        /** Values that fill a class may add one class each to those wanted, and missing values add one. */
        static final int LIMIT = 2 * MOST + 1;

        /** Fewer rows in a class would mostly show chance. */
        private static final int ROWS_PER_CLASS = 10;

        /**
         * Classes of a node's rows.
         *
         * @param counts rows of each code
         * @param missing the code of a missing value, which is a class of its own; negative if there is none
         */
        static OfNode of(int[] counts, int missing, int rows) {
            int pieces = missing < 0 ? counts.length : missing;
            int left = missing < 0 ? rows : rows - counts[missing];
            int wanted = Math.clamp(rows / ROWS_PER_CLASS, 2, MOST);
            int[] last = new int[LIMIT];
            int classes = 0;
            int inClass = 0;
            for (int code = 0; code < pieces; code++) {
                // A value that fills a class is not mixed with those below it.
                if (inClass > 0 && (long) counts[code] * wanted >= left) {
                    last[classes++] = code - 1;
                    left -= inClass;
                    inClass = 0;
                }
                inClass += counts[code];
                if (wanted > 1 && inClass < left && (long) inClass * wanted >= left) {
                    last[classes++] = code;
                    left -= inClass;
                    wanted--;
                    inClass = 0;
                }
            }
            last[classes++] = pieces - 1;
            if (missing >= 0) {
                last[classes++] = missing;
            }
            return new OfNode(Arrays.copyOf(last, classes));
        }

        @Override
        public int count() {
            return last.length;
        }

        @Override
        public int of(int code) {
            int i = 0;
            while (last[i] < code) {
                i++;
            }
            return i;
        }

        @Override
        public void writeTo(byte[] classOfCode) {
            int code = 0;
            for (int i = 0; i < last.length; i++) {
                while (code <= last[i]) {
                    classOfCode[code++] = (byte) i;
                }
            }
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }
}
