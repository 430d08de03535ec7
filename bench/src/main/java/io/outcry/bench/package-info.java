/* SPDX-License-Identifier: Apache-2.0 */
/** JMH benchmarks; {@code java -jar} is not needed: {@code mvn -pl bench} builds them, JMH.s own main class runs them. */
package io.outcry.bench;
