/** What the bench uses of a package that comes without types. */
declare module '@gorhill/ubo-core/js/hntrie.js' {
  export default class HNTrieContainer {
    readonly buf32: Uint32Array
    createTrie(): number
    setNeedle(host: string): this
    add(root: number): number
    matches(root: number): number
    optimize(): unknown
    toSelfie(): { buf32: Uint32Array; checksum: number }
    fromSelfie(selfie: { buf32: Uint32Array; checksum: number }): boolean
  }
}
