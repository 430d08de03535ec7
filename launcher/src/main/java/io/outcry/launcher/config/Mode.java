/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/** How the agents of the exchange are spread over threads. */
public enum Mode {
    /** One thread runs driver, gateway, engine and market data; a second one everything that may lag. */
    SHARED,
    /** A thread per agent. */
    DEDICATED
}
