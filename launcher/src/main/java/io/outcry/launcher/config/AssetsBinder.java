/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Binds the list of assets. */
final class AssetsBinder {
    private static final int MAX_ASSETS = 1000;
    private static final int MAX_NAME_LENGTH = 8;

    private AssetsBinder() {}

    /** By name, in the order of the list. */
    static Map<String, AssetConfig> bind(final Setting list) {
        final Map<String, AssetConfig> assets = new LinkedHashMap<>();
        final FirstSeen names = new FirstSeen();
        for (final Setting item : list.items(MAX_ASSETS)) {
            final Section section = item.section("name: USD", "scale: 8");
            final Setting name = section.required("name");
            final AssetConfig asset = new AssetConfig(
                    name.name(MAX_NAME_LENGTH), section.required("scale").integer(0, Decimal.MAX_SCALE));
            names.add(asset.name(), name);
            assets.put(asset.name(), asset);
        }
        return assets;
    }

    static AssetConfig reference(final Setting setting, final String name, final Map<String, AssetConfig> assets) {
        final AssetConfig asset = assets.get(name);
        if (asset == null) {
            throw setting.error("there is no asset '" + name + "'; " + Suggestion.among(assets.keySet(), name));
        }
        return asset;
    }

    /** What errors call the smallest unit of an asset. */
    static String unitName(final AssetConfig asset) {
        return "the smallest unit of " + asset.name() + "; change it, or the scale of " + asset.name();
    }
}
