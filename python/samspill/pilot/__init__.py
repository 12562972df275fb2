"""Effects of pilots with few municipalities, as functions of numbers (methods M3.2 to M3.18).

from samspill import pilot

pilot.randomisation_test([6, 4, 1, 2, 0], [1, 1, 0, 0, 0]).p     # 0.1: no smaller one could come out
pilot.two_list_capture(120, 90, 40).chapman.unseen               # people that neither list knows
pilot.minimum_detectable_effect(pilot.PilotDesign(12, 12, people=200, intra_cluster_correlation=0.05))

Read ``smallest_p`` beside every p, and print ``caveat`` where there is one.
"""

from __future__ import annotations

from samspill.pilot.capture import (
    CaptureEstimate,
    ListModels,
    Outreach,
    TwoListCapture,
    list_models,
    outreach,
    two_list_capture,
)
from samspill.pilot.changes import (
    DifferenceInDifferences,
    DifferenceTest,
    StaggeredAdoption,
    difference_in_differences,
    staggered_adoption,
)
from samspill.pilot.clusters import ClusterRobust, WildBootstrap, cluster_robust, wild_cluster_bootstrap
from samspill.pilot.many import (
    Multiplicity,
    RandomEffects,
    WestfallYoung,
    adjust_p,
    random_effects,
    westfall_young,
)
from samspill.pilot.neighbours import (
    NeighbourhoodRange,
    QapCorrelation,
    SpatialAutocorrelation,
    leave_one_neighbourhood_out,
    qap_correlation,
    spatial_autocorrelation,
)
from samspill.pilot.panels import (
    SyntheticControl,
    TwoWayFixedEffects,
    synthetic_control,
    two_way_fixed_effects,
)
from samspill.pilot.pathways import PathwayFunnel, pathway_funnel
from samspill.pilot.power import (
    EffectPower,
    PilotDesign,
    clusters_needed,
    effect_variance,
    minimum_detectable_effect,
    power_of_effect,
)
from samspill.pilot.randomisation import Randomisation, randomisation_test, sign_flip_test
from samspill.pilot.ratios import (
    Funnel,
    PreconditionModel,
    Shrinkage,
    expected_counts,
    funnel_limits,
    shrunken_ratios,
)
from samspill.pilot.resampling import BootstrapMeans, bootstrap_means
from samspill.pilot.targets import (
    MissingBounds,
    NonInferiority,
    TargetAttainment,
    burden_non_inferiority,
    missing_bounds,
    target_attainment,
)

__all__ = [
    "BootstrapMeans",
    "CaptureEstimate",
    "ClusterRobust",
    "DifferenceInDifferences",
    "DifferenceTest",
    "EffectPower",
    "Funnel",
    "ListModels",
    "MissingBounds",
    "Multiplicity",
    "NeighbourhoodRange",
    "NonInferiority",
    "Outreach",
    "PathwayFunnel",
    "PilotDesign",
    "PreconditionModel",
    "QapCorrelation",
    "RandomEffects",
    "Randomisation",
    "Shrinkage",
    "SpatialAutocorrelation",
    "StaggeredAdoption",
    "SyntheticControl",
    "TargetAttainment",
    "TwoListCapture",
    "TwoWayFixedEffects",
    "WestfallYoung",
    "WildBootstrap",
    "adjust_p",
    "bootstrap_means",
    "burden_non_inferiority",
    "cluster_robust",
    "clusters_needed",
    "difference_in_differences",
    "effect_variance",
    "expected_counts",
    "funnel_limits",
    "leave_one_neighbourhood_out",
    "list_models",
    "minimum_detectable_effect",
    "missing_bounds",
    "outreach",
    "pathway_funnel",
    "power_of_effect",
    "qap_correlation",
    "random_effects",
    "randomisation_test",
    "shrunken_ratios",
    "sign_flip_test",
    "spatial_autocorrelation",
    "staggered_adoption",
    "synthetic_control",
    "target_attainment",
    "two_list_capture",
    "two_way_fixed_effects",
    "westfall_young",
    "wild_cluster_bootstrap",
]
