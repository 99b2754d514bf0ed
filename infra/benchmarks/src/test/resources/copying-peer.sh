# A peer that has learned nothing but copying, for the test of how peers are called: NAME TABLE.csv ROWS SEED OUT.csv COST.json
[ "$1" = copier ] || { echo "There is no peer '$1'"; exit 1; }
cp "$2" "$5"
echo '{"fit_seconds": 2, "fit_cpu_seconds": 1, "sample_seconds": 0.5, "peak_mebibytes": 7}' > "$6"
