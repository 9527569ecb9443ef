"""Where batches run: in several processes of one machine, or on a cluster. What runs is `run.code_articles` itself."""

from linewatch.engines.cluster import code_on_ray
from linewatch.engines.local import code_in_processes

__all__ = ["code_in_processes", "code_on_ray"]
