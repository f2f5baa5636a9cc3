export type Metric = 'euclidean' | 'cosine'
