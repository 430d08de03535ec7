/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads the one YAML file that an exchange is started with, and prints it back. Runs once, on the main thread, before
 * anything else starts; what it returns is immutable and may be read on any thread.
 */
package io.outcry.launcher.config;
