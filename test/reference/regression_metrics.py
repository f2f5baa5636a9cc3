"""Reference numbers of the metrics of numbers: python regression_metrics.py > regression_metrics.json"""

import json

import numpy as np
from sklearn import metrics as m

random = np.random.default_rng(21)
y = np.round(random.gamma(2, 3, size=51) + 0.01, 3)
p = np.round(y * np.exp(0.4 * random.normal(size=51)) + 0.01, 3)
counts = random.poisson(2, size=51).astype(float)
w = np.round(random.uniform(0.1, 3, size=51), 2)
scores = {}
for name, sample_weight in [("plain", None), ("weighted", w)]:
    k = {"sample_weight": sample_weight}
    scores[name] = {
        "rootMeanSquaredError": m.root_mean_squared_error(y, p, **k),
        "meanAbsolutePercentageError": m.mean_absolute_percentage_error(y, p, **k),
        "meanPinballLoss": m.mean_pinball_loss(y, p, alpha=0.9, **k),
        "meanPoissonDeviance": m.mean_poisson_deviance(counts, p, **k),
        "meanGammaDeviance": m.mean_gamma_deviance(y, p, **k),
        "d2Normal": m.d2_tweedie_score(y, p, power=0, **k),
        "d2Poisson": m.d2_tweedie_score(counts, p, power=1, **k),
        "d2Gamma": m.d2_tweedie_score(y, p, power=2, **k),
    }
# Of weighted quantiles there are several definitions.
scores["plain"] |= {
    "medianAbsoluteError": m.median_absolute_error(y, p),
    "maxError": m.max_error(y, p),
    "d2AbsoluteErrorScore": m.d2_absolute_error_score(y, p),
    "d2PinballScore": m.d2_pinball_score(y, p, alpha=0.5),
}
print(json.dumps({"y": y.tolist(), "p": p.tolist(), "counts": counts.tolist(), "weights": w.tolist(), "scores": scores}))
