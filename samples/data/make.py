"""Writes the sample files from the copies inside scikit-learn (Debian: python3-sklearn), with headers and plain labels."""
import csv
import pathlib

from sklearn import datasets

here = pathlib.Path(__file__).parent


def write(name, header, rows):
    with open(here / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def plain(value):
    return int(value) if float(value).is_integer() else float(value)


diabetes = datasets.load_diabetes(scaled=False)
write("diabetes.csv", [*diabetes.feature_names, "progression"],
      ([*map(plain, row), int(target)] for row, target in zip(diabetes.data, diabetes.target)))

cancer = datasets.load_breast_cancer()
write("breast_cancer.csv", [name.replace(" ", "_") for name in cancer.feature_names] + ["malignant"],
      ([*map(plain, row), "true" if target == 0 else "false"] for row, target in zip(cancer.data, cancer.target)))

digits = datasets.load_digits()
write("digits.csv", [f"row{i}_col{j}" for i in range(8) for j in range(8)] + ["digit"],
      ([*map(int, row), target] for row, target in zip(digits.data, digits.target)))
