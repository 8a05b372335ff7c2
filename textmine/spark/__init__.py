"""Extraction on a cluster: the same articles and facts as on one machine, from a partitioned archive to Parquet.

>>> from textmine.spark import extract_frame
>>> archive = spark.read.json("archive/")  # doctest: +SKIP
>>> extract_frame(archive).write.parquet("facts/")  # doctest: +SKIP

``textmine ingest 'facts/*.parquet' --db facts.db`` then takes them into a database; DuckDB, pandas and Spark read them as they are.
"""

from textmine.spark.extract import claims_of, extract_frame

__all__ = ["claims_of", "extract_frame"]
