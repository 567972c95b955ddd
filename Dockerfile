# The dashboard for a room. Build: docker build -t c2sim .   Run: docker run --rm -p 8765:8765 c2sim
FROM python:3.13-slim

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
COPY tools tools
COPY scenarios scenarios
COPY dashboards dashboards
COPY experiments experiments
RUN pip install --no-cache-dir --constraint constraints.txt ".[dashboard]"

RUN useradd --create-home visitor
USER visitor
WORKDIR /home/visitor
# Compiles the rules and solves the usual neighbourhood, so that the first visitor does not wait.
RUN c2sim run seven_steps --residents 300

EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8765/readyz', timeout=4)"]
CMD ["c2sim", "dashboard", "--host", "0.0.0.0", "--no-browser"]
