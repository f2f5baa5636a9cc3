/** Where `publish` keeps what a request costs. */
export const costReport = 'reliability/cost'
