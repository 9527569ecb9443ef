#!/usr/bin/env bash
# Trains three students of the large teachers side by side on one GPU: training/students.sh TEACHERS FOLDER [MINUTES]
# Gold sentences count twice beside the unlabelled ones. Without a GPU run one of the commands alone.
set -u
teachers=${1:-.cache/teachers} out=${2:-.cache/students} minutes=${3:-8} python=${PYTHON:-python3}
learn() {
  local name=$1
  shift
  mkdir -p "$out/$name"
  "$python" -m training.train --out "$out/$name" --minutes "$minutes" --save-every-s 1e9 --plans 2 --pieces 4096 \
    --corpora train.npz train.npz silver.npz --teachers "$teachers"/l? "$@" >"$out/$name/run.txt" 2>&1 &
}
learn s1 --seed 11 --epochs 9 --encoder-rate 5e-4 --casing 0.2
learn s2 --seed 12 --epochs 9 --encoder-rate 3e-4 --head-rate 1e-3 --start "$teachers/m1" --soft 0.75 --casing 0.2
learn s3 --seed 13 --epochs 9 --encoder-rate 6e-4 --soft 0.85 --casing 0.15
wait
tail -n 3 "$out"/*/run.txt
