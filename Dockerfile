# The house in a container. What is installed, and how, stands in scripts/prepare, the same as on a bare machine.
FROM debian:12-slim

RUN apt-get update -qq \
    && apt-get install --yes --no-install-recommends -qq ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/house
COPY pyproject.toml uv.lock ./
COPY requirements requirements
COPY scripts scripts
RUN scripts/prepare run && rm -rf /var/lib/apt/lists/*

COPY . .
RUN useradd --system --create-home house && install -d -o house -g house /srv/var
ENV VAR_DIR=/srv/var HOST=0.0.0.0 PORT=8000 PATH=/srv/house/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER house
VOLUME /srv/var
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "scripts/answers.py"]
CMD ["python", "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
