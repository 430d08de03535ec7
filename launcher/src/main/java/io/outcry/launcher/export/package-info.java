/* SPDX-License-Identifier: Apache-2.0 */
/** A run as tables for other programs: CSV or Parquet files. Used by the thread of one command. */
package io.outcry.launcher.export;
