/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The shared words of the protocol: stream ids, channels, instruments and decimals, beside the flyweights that are
 * generated from the three SBE schemas. Everything here is immutable and may be used on any thread.
 */
package io.outcry.codecs;
