// The package has no types; these are for the one function used here.
declare module 'crx3' {
  interface Options {
    keyPath: string
    crxPath: string
    /** Epoch milliseconds for every file in the archive. */
    forceDateTime?: number
  }
  export default function crx3(files: readonly string[], options: Options): Promise<{ appId: string }>
}
