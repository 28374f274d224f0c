package io.moduli.install;

/**
 * The maximum contents of a bundle, so that a malicious archive cannot fill the disk.
 *
 * @param files how many files and folders
 * @param fileBytes how long one file may be
 * @param totalBytes how long all files together may be
 * @param ratio how many times the archive's own length the files may be, once they are longer than {@value #FREE_BYTES}
 *     bytes
 */
record BundleLimits(int files, long fileBytes, long totalBytes, int ratio) {

    /** Short archives of text may well be packed a hundred to one. */
    static final long FREE_BYTES = 16L << 20;

    /** Generous for jars, which are packed already. */
    static final BundleLimits STANDARD = new BundleLimits(10_000, 1L << 30, 2L << 30, 100);
}
