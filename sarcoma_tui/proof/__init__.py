"""The content proved over every coherent full case, twice: by decision diagrams and by a solver."""
