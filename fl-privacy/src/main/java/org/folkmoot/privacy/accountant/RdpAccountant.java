package org.folkmoot.privacy.accountant;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;

/**
 * Counts by Rényi differential privacy: fast, finite at any delta, for every event, and some ten per cent loose.
 *
 * <p>Source: Mironov 2017; conversion of Canonne, Kamath and Steinke 2020, Proposition 12.
 */
public final class RdpAccountant implements PrivacyAccountant {
    /** Id with version. */
    public static final String ID = "folkmoot/rdp/1";

    private static final List<Double> ORDERS = defaultOrders();

    private final List<Double> orders;

    private RdpAccountant(List<Double> orders) {
        this.orders = List.copyOf(orders);
    }

    /** {@return an accountant that looks at orders from 1.1 to 512} */
    public static RdpAccountant create() {
        return new RdpAccountant(ORDERS);
    }

    /** {@return one that looks at these orders only, each > 1} Fewer orders give looser bounds, never wrong ones. */
    public static RdpAccountant withOrders(List<Double> orders) {
        for (double order : orders) {
            if (!(order > 1)) {
                throw new IllegalArgumentException("order: " + order + " (expected: > 1)");
            }
        }
        return new RdpAccountant(orders);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean supports(PrivateRelease release) {
        try {
            RenyiCurves.of(release);
            return true;
        } catch (UnsupportedEventException e) {
            return false;
        }
    }

    @Override
    public PrivacyLoss epsilon(PrivateRelease release, double delta) {
        RenyiCurve curve = RenyiCurves.of(release);
        double least = Double.POSITIVE_INFINITY;
        for (double order : orders) {
            least = StrictMath.min(least, RenyiConversion.epsilon(order, curve.at(order), delta));
        }
        if (delta == 0) {
            least = StrictMath.min(least, PureLoss.of(release));
        }
        return Losses.of(release, least, delta, ID);
    }

    @Override
    public double delta(PrivateRelease release, double epsilon) {
        RenyiCurve curve = RenyiCurves.of(release);
        double least = 1;
        for (double order : orders) {
            least = StrictMath.min(least, RenyiConversion.delta(order, curve.at(order), epsilon));
        }
        return least;
    }

    /** {@return the Rényi divergence of the release at this order, at most} */
    public static double divergence(PrivateRelease release, double order) {
        if (!(order > 1)) {
            throw new IllegalArgumentException("order: " + order + " (expected: > 1)");
        }
        return RenyiCurves.of(release).at(order);
    }

    private static List<Double> defaultOrders() {
        List<Double> orders = new ArrayList<>();
        for (int tenths = 11; tenths < 110; tenths++) {
            orders.add(tenths / 10.0);
        }
        for (int whole = 11; whole <= 64; whole++) {
            orders.add((double) whole);
        }
        orders.addAll(List.of(80.0, 96.0, 128.0, 192.0, 256.0, 512.0));
        return orders;
    }
}
