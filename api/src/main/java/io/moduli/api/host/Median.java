package io.moduli.api.host;

/** The median by selection, without sorting. */
final class Median {

    private Median() {}

    /**
     * The median; of an even number of values, the mean of the two in the middle.
     *
     * @param values one or more, none of them NaN; reordered
     */
    static double of(double[] values) {
        int upper = values.length / 2;
        double high = select(values, upper);
        if (values.length % 2 == 1) {
            return high;
        }
        // Selection leaves the smaller half below, so its maximum is the other one in the middle.
        double low = values[0];
        for (int k = 1; k < upper; k++) {
            low = Math.max(low, values[k]);
        }
        return low + (high - low) / 2;
    }

    /** Hoare's selection: the value that would be at the rank if the values were sorted. */
    private static double select(double[] values, int rank) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return values[rank];
            }
        }
        return values[rank];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
