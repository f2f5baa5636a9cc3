"""Writes metrics.json: what scikit-learn 1.9 says about small synthetic answers, with ties, rare labels and weights."""

import json
import math
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import calibration, metrics as m

warnings.simplefilter("ignore")


def plain(value):
    """JSON has no NaN and no infinity: they are written as strings."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(v) for v in value]
    if isinstance(value, (np.integer, int)) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, (np.floating, float)):
        value = float(value)
        return value if math.isfinite(value) else str(value)
    return value


def of_labels(y, p, w, labels):
    out = {
        "accuracy": m.accuracy_score(y, p, sample_weight=w),
        "right": m.accuracy_score(y, p, sample_weight=w, normalize=False),
        "balanced": m.balanced_accuracy_score(y, p, sample_weight=w),
        "adjusted": m.balanced_accuracy_score(y, p, sample_weight=w, adjusted=True),
        "matthews": m.matthews_corrcoef(y, p, sample_weight=w),
        "confusion": m.confusion_matrix(y, p, sample_weight=w),
        "subset": m.confusion_matrix(y, p, sample_weight=w, labels=labels),
    }
    for by in ("true", "pred", "all"):
        out[f"by_{by}"] = m.confusion_matrix(y, p, sample_weight=w, normalize=by)
    for zero in (0.0, 1.0, np.nan):
        for average in ("micro", "macro", "weighted", None):
            for chosen in (None, labels):
                key = f"prf {average or 'none'} {'subset' if chosen is not None else 'all'} {zero:g}"
                out[key] = m.precision_recall_fscore_support(
                    y, p, average=average, labels=chosen, sample_weight=w, zero_division=zero
                )[:3]
    out["f2"] = m.fbeta_score(y, p, beta=2, average=None, sample_weight=w)
    out["support"] = m.precision_recall_fscore_support(y, p, sample_weight=w)[3]
    report = m.classification_report(y, p, labels=labels, sample_weight=w, output_dict=True)
    out["report"] = {k: report.get(k) for k in ("micro avg", "macro avg", "weighted avg")}
    return out


def of_binary(y, score, w, positive):
    y = np.asarray(y)
    truth = (y == positive).astype(int)
    proba = np.clip(score, 0, 1)
    out = {
        "prf": m.precision_recall_fscore_support(
            y, np.where(score > 0.5, positive, [v for v in set(y.tolist()) if v != positive][0]),
            average="binary", pos_label=positive, sample_weight=w)[:3],
        "auc": m.roc_auc_score(y, score, sample_weight=w),
        "roc": m.roc_curve(y, score, pos_label=positive, sample_weight=w),
        "roc_all": m.roc_curve(y, score, pos_label=positive, sample_weight=w, drop_intermediate=False),
        "pr": m.precision_recall_curve(y, score, pos_label=positive, sample_weight=w),
        "pr_dropped": m.precision_recall_curve(y, score, pos_label=positive, sample_weight=w, drop_intermediate=True),
        "ap": m.average_precision_score(y, score, pos_label=positive, sample_weight=w),
        "log_loss": m.log_loss(truth, proba, sample_weight=w),
        "log_loss_sum": m.log_loss(truth, proba, sample_weight=w, normalize=False),
        "brier": m.brier_score_loss(truth, proba, sample_weight=w),
        "brier_whole": m.brier_score_loss(truth, proba, sample_weight=w, scale_by_half=False),
    }
    for strategy in ("uniform", "quantile"):
        for bins in (5, 10):
            out[f"curve {strategy} {bins}"] = calibration.calibration_curve(truth, proba, n_bins=bins, strategy=strategy)
    return out


def of_classes(y, proba, w):
    labels = sorted(set(y))
    out = {
        "log_loss": m.log_loss(y, proba, sample_weight=w),
        "brier": m.brier_score_loss(y, proba, sample_weight=w),
        "brier_half": m.brier_score_loss(y, proba, sample_weight=w, scale_by_half=True),
        "auc ovr macro": m.roc_auc_score(y, proba, multi_class="ovr", sample_weight=w),
        "auc ovr weighted": m.roc_auc_score(y, proba, multi_class="ovr", average="weighted", sample_weight=w),
    }
    for average in ("macro", "weighted", "micro"):
        out[f"ap {average}"] = m.average_precision_score(y, proba, average=average, sample_weight=w)
    if w is None:
        out["auc ovo macro"] = m.roc_auc_score(y, proba, multi_class="ovo")
        out["auc ovo weighted"] = m.roc_auc_score(y, proba, multi_class="ovo", average="weighted")
    # Rows without the last label, with all labels named.
    kept = [i for i, label in enumerate(y) if label != labels[-1]]
    kept_w = None if w is None else w[kept]
    out["log_loss named"] = m.log_loss([y[i] for i in kept], proba[kept], labels=labels, sample_weight=kept_w)
    if w is None:
        out["auc ovo named"] = m.roc_auc_score([y[i] for i in kept], proba[kept], labels=labels, multi_class="ovo")
    return out


def weights_for(rng, n, kind):
    if kind == "none":
        return None
    w = rng.uniform(0.1, 3, n).round(3)
    w[rng.integers(0, n, n // 5)] = 0
    return w


def main():
    rng = np.random.default_rng(7)
    labelled, binary, multi, numbers = [], [], [], []

    for names, n in (([0, 1], 40), (["no", "yes"], 25), ([1, 2, 3, 4, 5], 60), (["a", "B", "é", "😀", "！"], 40), ([3, 10, 200], 2)):
        for kind in ("none", "weights"):
            y = [names[i] for i in rng.integers(0, max(2, len(names) - 1), n)]
            p = [names[i] for i in rng.integers(1 if len(names) > 2 else 0, len(names), n)]
            w = weights_for(rng, n, kind) if n > 5 else None
            labels = [y[0], names[-1]] if y[0] != names[-1] else [y[0], names[0]]
            labelled.append({"yTrue": y, "yPred": p, "weights": w, "labels": labels, "expected": of_labels(y, p, w, labels)})

    for names, n, digits in (([0, 1], 50, 1), ([-1, 1], 50, 6), (["bad", "good"], 40, 2), ([0, 1], 2, 3), ([0, 1], 200, 2)):
        for kind in ("none", "weights"):
            score = rng.uniform(0, 1, n).round(digits)
            y = [names[int(v)] for v in rng.uniform(0, 1, n) < score]
            y[0], y[1] = names
            score[:3] = (0.0, 1.0, 0.6)[: min(3, n)]
            w = weights_for(rng, n, kind) if n > 5 else None
            if w is not None:
                w[:2] = 1
            binary.append({"yTrue": y, "scores": score, "weights": w, "expected": of_binary(y, score, w, names[1])})

    for names, n, digits in ((["a", "b", "c"], 45, 2), ([1, 2, 3, 4, 5], 60, 6)):
        for kind in ("none", "weights"):
            y = [names[i] for i in rng.integers(0, len(names), n)]
            y[: len(names)] = names
            parts = rng.uniform(0, 1, (n, len(names))).round(digits) + 0.01
            proba = parts / parts.sum(axis=1, keepdims=True)
            proba[3] = np.eye(len(names))[0]  # one that is sure, and wrong
            w = weights_for(rng, n, kind)
            if w is not None:
                w[: len(names)] = 1
            multi.append({"yTrue": y, "proba": proba, "weights": w, "expected": of_classes(y, proba, w)})

    for y, p in ((rng.normal(0, 9, 30), rng.normal(0, 9, 30)), (np.ones(5), np.ones(5)), (np.ones(4), np.arange(4.0)), (np.arange(4.0), np.arange(4.0)), (np.array([2.0]), np.array([5.0]))):
        for w in (None, rng.uniform(0, 2, len(y))):
            numbers.append({"yTrue": y, "yPred": p, "weights": w, "expected": {
                "mae": m.mean_absolute_error(y, p, sample_weight=w),
                "mse": m.mean_squared_error(y, p, sample_weight=w),
                "r2": m.r2_score(y, p, sample_weight=w)}})

    out = {"sklearn": sklearn.__version__, "labelled": labelled, "binary": binary, "multi": multi, "numbers": numbers}
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(plain(out), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


main()
