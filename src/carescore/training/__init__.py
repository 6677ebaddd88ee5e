"""How the bundled models are made, one file a model, with scikit-learn, which nothing else imports.

``models/<name>/train.py --data DIR`` runs the `main` of its file, or of its folder's `run`. What models share:
``heads`` (reading data, fitting a head, exporting it as arrays, writing the manifest), ``weighted`` (Naive-Bayes
weights, calibration), ``ratings`` (regression on ratings), ``turn_rows``, ``everyday`` and ``labelled`` (rows, words
and readers' labels that models and benchmarks read).
"""
