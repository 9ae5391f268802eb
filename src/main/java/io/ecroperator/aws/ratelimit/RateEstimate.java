package io.ecroperator.aws.ratelimit;

/**
 * Estimates the rate that AWS grants from what it lets through, stretch by stretch. Not thread-safe.
 *
 * <p>Refusals alone do not tell a limit: they also come at random, whatever the rate. So a stretch with more refusals
 * than usual is followed by a slower one, below the rate that got through. If AWS then refuses less, that rate is the
 * limit. If it refuses the same share, slowing down does not help, and the former rate is restored. What is usual is
 * the share of refusals in the slower stretches. It is put to the test again from time to time, since at the rate that
 * allows for it a limit would look the same.
 */
final class RateEstimate {

    /** Share of requests that may be refused before it means something. */
    private static final double TOLERATED = 0.05;
    /** Standard deviations by which the shares of two stretches may differ though nothing has changed. */
    private static final double DEVIATIONS = 2;
    /** The same below a rate of {@link #LOW}, where they would hide a limit behind one of the few requests. */
    private static final double FEW_DEVIATIONS = 0.5;

    private static final double LOW = 3;
    /** More than this is never usual: AWS is out of order, and is asked as little as can be. */
    private static final double MOST_USUAL = 0.8;
    /** Part of what got through that is asked for in the slower stretch. */
    private static final double SLOWER = 0.75;
    /** The same once that is known to be the limit. */
    private static final double SETTLED = 0.95;
    /** The first growth after a limit was found; it grows itself from stretch to stretch. */
    private static final double FIRST_GROWTH = 0.02;

    private static final double GROWTH_OF_GROWTH = 1.35;
    /** The same below {@link #LOW}, where a stretch is a few requests, and two clients that grow at once overshoot. */
    private static final double LOW_GROWTH_OF_GROWTH = 1.2;

    private static final double MOST_GROWTH = 1;
    /** Growth from where nothing passed, which says nothing about a limit. */
    private static final double RECOVERY = 3;
    /** A stretch that used less than this part of the rate says nothing about what lies above. */
    private static final double USED = 0.75;

    private static final double DOUBLES_IDLE_SECONDS = 60;
    /** Stretches until a usual share is tested again; doubles with each test that it stands. */
    private static final int FIRST_BELIEF = 2;

    private static final int LONGEST_BELIEF = 16;
    /** The same below {@link #LOW}, where refusals that another client caused are easily taken for chance. */
    private static final int LONGEST_LOW_BELIEF = 2;
    /** Requests that count as passed there too once a limit was found: one short stretch tells little about what is usual. */
    private static final double LOW_UNSEEN = 20;

    private final RateLimitSettings settings;
    private final UsualRefusals usual = new UsualRefusals();
    private double perSecond;
    private double growth = MOST_GROWTH;
    private int belief = FIRST_BELIEF;
    private int untested;
    /** What was before the present slower stretch; null if this is none. */
    private Former former;

    private record Former(double perSecond, double refusedShare, int sent) {}

    /** Begins at a rate that may be far too high. */
    RateEstimate(RateLimitSettings settings, double perSecond) {
        this.settings = settings;
        this.perSecond = bounded(perSecond);
    }

    /** Requests per second. */
    double perSecond() {
        return perSecond;
    }

    /** Whether a stretch at this rate has told enough: 20 to 100 requests, fewer at a very low rate or in a clear case. */
    boolean enough(Stretch stretch) {
        double least = usual.share(unseen()) > TOLERATED || former != null ? 40 : 20;
        double full = Math.clamp(perSecond, Math.clamp(20 * perSecond, 4, least), 100);
        double clean = Math.clamp(5 * perSecond, 2, full);
        return stretch.sent() >= (stretch.refused() == 0 ? clean : full)
                || (stretch.refused() >= 12 && stretch.refusedShare() > 0.9);
    }

    /** Learns from such a stretch. */
    void learn(Stretch stretch) {
        if (former != null) {
            compare(stretch);
        } else if (stretch.refusedShare() > usual.atMost(stretch.sent(), deviations(), unseen()) || isTestDue()) {
            slowDown(stretch, new Former(perSecond, stretch.refusedShare(), stretch.sent()));
        } else if (stretch.sentPerSecond(perSecond) < USED * perSecond) {
            idle(stretch.seconds());
        } else {
            perSecond = bounded(perSecond * (1 + growth));
            growth = Math.max(growth, Math.min(MOST_GROWTH, growthOfGrowth() * growth));
        }
    }

    /** What was learnt about a limit fades while it is not tried. */
    void idle(double seconds) {
        perSecond = bounded(perSecond * Math.pow(2, seconds / DOUBLES_IDLE_SECONDS));
    }

    private boolean isTestDue() {
        untested++;
        return usual.share(unseen()) > TOLERATED / 2 && untested > belief;
    }

    private void slowDown(Stretch stretch, Former before) {
        int passed = stretch.sent() - stretch.refused();
        double passedPerSecond = stretch.sentPerSecond(perSecond) * Math.max(1, passed) / stretch.sent();
        former = passed == 0 ? null : before;
        growth = passed == 0 ? RECOVERY : growth;
        perSecond = bounded(SLOWER * Math.min(perSecond, passedPerSecond));
    }

    private void compare(Stretch slower) {
        if (slower.refusedShare() > MOST_USUAL) {
            slowDown(slower, former);
            return;
        }
        usual.add(slower);
        untested = 0;
        if (isLimited(slower)) {
            growth = perSecond > 2 * settings.floor() ? FIRST_GROWTH : RECOVERY;
            perSecond = bounded(Math.min(former.perSecond(), perSecond / SLOWER * SETTLED));
            belief = FIRST_BELIEF;
        } else {
            perSecond = former.perSecond();
            belief = Math.min(isLow() ? LONGEST_LOW_BELIEF : LONGEST_BELIEF, 2 * belief);
        }
        former = null;
    }

    /** Whether slowing down has helped. */
    private boolean isLimited(Stretch slower) {
        double share = former.refusedShare();
        return share > usual.atMost(former.sent(), deviations(), unseen())
                || (share > 2 * TOLERATED && slower.refusedShare() < share / 2);
    }

    private double deviations() {
        return isLow() ? FEW_DEVIATIONS : DEVIATIONS;
    }

    private double unseen() {
        return isLow() && growth < MOST_GROWTH ? LOW_UNSEEN : 0;
    }

    private double growthOfGrowth() {
        return isLow() ? LOW_GROWTH_OF_GROWTH : GROWTH_OF_GROWTH;
    }

    private boolean isLow() {
        return perSecond < LOW;
    }

    private double bounded(double rate) {
        return Math.clamp(rate, settings.floor(), settings.cap());
    }

    /** The share of requests that AWS refuses even if asked slowly, from the last few slower stretches. */
    private static final class UsualRefusals {

        /** How much the stretches before weigh beside the next one. */
        private static final double MEMORY = 0.5;

        private double sent;
        private double refused;

        void add(Stretch slower) {
            sent = MEMORY * sent + slower.sent();
            refused = MEMORY * refused + slower.refused();
        }

        /** The share, if so many more had passed. */
        double share(double unseen) {
            return sent == 0 ? 0 : refused / (sent + unseen);
        }

        /** The share that may be refused of so many requests if the rate has nothing to do with it. */
        double atMost(int requests, double deviations, double unseen) {
            double share = share(unseen);
            double deviation = sent == 0 ? 0 : Math.sqrt(share * (1 - share) * (1 / (sent + unseen) + 1.0 / requests));
            return share + TOLERATED + deviations * deviation;
        }
    }
}
