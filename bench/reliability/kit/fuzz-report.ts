/** Where `publish` keeps what the fuzzer found. */
export const fuzzReport = 'reliability/fuzz'
