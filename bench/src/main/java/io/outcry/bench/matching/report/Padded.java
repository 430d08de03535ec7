/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

/** Room in front of the fields that one thread writes, so that they share no cache line with those of another one. */
abstract class Padded {
    long room00;
    long room01;
    long room02;
    long room03;
    long room04;
    long room05;
    long room06;
    long room07;
    long room08;
    long room09;
    long room10;
    long room11;
    long room12;
    long room13;
    long room14;
    long room15;
}
