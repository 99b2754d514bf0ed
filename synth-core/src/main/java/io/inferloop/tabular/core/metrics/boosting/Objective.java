package io.inferloop.tabular.core.metrics.boosting;

/** What is made small, and its first two derivatives by the raw prediction. */
public enum Objective {
    /** Log loss of a target that is 0 or 1; the raw prediction is the log odds. */
    LOGISTIC {
        @Override
        double start(double mean) {
            double share = Math.clamp(mean, LEAST_SHARE, 1 - LEAST_SHARE);
            return Math.log(share / (1 - share));
        }

        @Override
        double gradient(double raw, double target) {
            return share(raw) - target;
        }

        @Override
        double hessian(double raw) {
            double share = share(raw);
            return share * (1 - share);
        }

        private static double share(double raw) {
            return 1 / (1 + Math.exp(-raw));
        }
    },

    /** Half the squared error; the raw prediction is the target's mean. */
    SQUARED {
        @Override
        double start(double mean) {
            return mean;
        }

        @Override
        double gradient(double raw, double target) {
            return raw - target;
        }

        @Override
        double hessian(double raw) {
            return 1;
        }
    };

    private static final double LEAST_SHARE = 1e-6;

    /** The best raw prediction that is the same for all rows. */
    abstract double start(double mean);

    abstract double gradient(double raw, double target);

    abstract double hessian(double raw);
}
