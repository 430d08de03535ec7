/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

/** What an account owns of one asset, in its smallest units. Owned by the engine's thread. */
public final class Balance {
    private final int assetId;
    private final Amount total = new Amount();
    private final Amount locked = new Amount();

    Balance(final int assetId) {
        this.assetId = assetId;
    }

    /**
     * Whose balance it is.
     *
     * @return asset, from 1
     */
    public int assetId() {
        return assetId;
    }

    /**
     * Everything that is owned; negative only in an account whose funds are not checked.
     *
     * @return live value, not to be changed
     */
    public Amount total() {
        return total;
    }

    /**
     * The part that open orders may use up.
     *
     * @return live value, not to be changed
     */
    public Amount locked() {
        return locked;
    }

    boolean covers(final Amount needed, final Amount scratch) {
        return scratch.set(total).subtract(locked).compareTo(needed) >= 0;
    }
}
