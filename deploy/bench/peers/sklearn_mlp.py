"""scikit-learn's cross_validate of its MLPClassifier: no dropout, one score at the end instead of one an epoch."""
import os
import warnings

os.environ["PYTHONWARNINGS"] = "ignore"
warnings.simplefilter("ignore")
from sklearn.model_selection import cross_validate  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402


class Sklearn:
    def __init__(self, settings, x, y):
        if settings.network != "mlp":
            raise SystemExit("scikit-learn has dense networks only")
        self.settings, self.x, self.y = settings, x.reshape(len(x), -1), y

    def cross_validate(self, splits):
        s = self.settings
        net = MLPClassifier((256, 128), solver="adam", alpha=0.0, batch_size=s.batch, learning_rate_init=s.lr,
                            max_iter=s.epochs, tol=0.0, n_iter_no_change=10**6, random_state=s.seed)
        scores = cross_validate(net, self.x, self.y, cv=splits, n_jobs=s.jobs, scoring="accuracy")
        return [[score] for score in scores["test_score"]]

    def close(self):
        from joblib.externals.loky import get_reusable_executor
        get_reusable_executor().shutdown(wait=True)
