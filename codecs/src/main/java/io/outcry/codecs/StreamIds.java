/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

/** Aeron stream ids of the exchange; one per direction and audience. */
public final class StreamIds {
    /** Clients to gateway: order-entry schema, one publication per session. */
    public static final int ORDER_ENTRY = 10;

    /** Gateway to clients: order-entry schema, one publication per session, with the Aeron session id of its client. */
    public static final int REPORTS = 11;

    /** Gateways to engine: commands of the engine schema. */
    public static final int COMMANDS = 20;

    /** Engine to gateways: private events of the engine schema. */
    public static final int EXECUTION_EVENTS = 21;

    /** Engine to market data: frames of the market-data schema, in sequence. */
    public static final int PUBLIC_EVENTS = 22;

    /** Market data to subscribers: every change of every order (L3), the engine's frames as they are. */
    public static final int MARKET_DATA_L3 = 30;

    /** Market data to subscribers: price levels (L2). */
    public static final int MARKET_DATA_L2 = 31;

    /** Market data to subscribers: best bid and offer (L1). */
    public static final int MARKET_DATA_L1 = 32;

    /** Market data to subscribers: trades only. */
    public static final int TRADES = 33;

    /** Market data to subscribers: looping instrument definitions and L3 snapshots. */
    public static final int SNAPSHOTS = 34;

    private StreamIds() {}
}
