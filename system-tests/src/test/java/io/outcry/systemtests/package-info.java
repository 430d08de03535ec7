/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of the whole: real processes, real data, real clients, and the rules of the module graph. */
package io.outcry.systemtests;
