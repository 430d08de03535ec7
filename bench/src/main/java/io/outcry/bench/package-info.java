/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code outcry bench}, with one package per kind of measurement, and JMH benchmarks, which JMH's own main class
 * runs from the class path of the module.
 */
package io.outcry.bench;
