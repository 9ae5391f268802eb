package io.ecroperator.managed.recorded;

/** The process dies: nothing that it was about to do is done, and nothing that it knew is known. */
final class Death extends Error {

    private static final long serialVersionUID = 1L;

    /** Kills at the next crossing but that many, and once; a call and its answer are a crossing each. */
    static final class Scythe implements Runnable {

        private int left;
        private boolean swung;

        Scythe(int left) {
            this.left = left;
        }

        /** Whether somebody died of it. */
        boolean swung() {
            return swung;
        }

        @Override
        public void run() {
            if (!swung && left == 0) {
                swung = true;
                throw new Death();
            }
            left = left - 1;
        }
    }
}
