/** Files by which engines and players are known, whatever they are called before the dot. */
const ending = (names: string): RegExp => new RegExp(`\\.(?:${names})(?:\\.(?:br|gz|zst|unityweb))?$`, 'i')

/** Cartridges, tapes and packages: nothing else has these endings. */
const CARTRIDGE = ending(
  'swf|nes|sfc|smc|gba|gbc|gb|nds|n64|z64|v64|gen|smd|sms|gg|pce|chd|cue|pbp|cia|3ds|wad|epk|pk3|jsdos|d64|adf|love|rom|a26|a78|lnx|ngp|ws|wsc|vb|32x|sgx',
)
/** What the exporters of engines write. */
const EXPORT = ending(
  'pck|unityweb|symbols\\.json|assetbundle|gmx|win|rpgproject|rpgmvp|rpgmvo|rpgmvm|dmanifest|darc|arcd0|c3p',
)
/** The parts of one build, sharing a name: `x.loader.js`, `x.data`, `x.wasm`, `x.framework.js`. */
const PART =
  /^(.*?)\.(loader\.js|framework\.js|data|wasm|mem|asm\.js|pck|symbols\.json|worker\.js|js)(?:\.(?:br|gz|unityweb))?$/i
const PLAYER =
  /ruffle|emulatorjs|\/ejs|data\/loader\.js|retroarch|_libretro|jsnes|gameboy|js-dos|wdosbox|dosbox|c2runtime|c3runtime|html5game\/|gamemaker|phaser|pixi(?:\.min)?\.js|kaboom|playcanvas|babylon|cocos2d|defold|dmloader|godot|createjs|unityloader|unityprogress|gdjs|melonjs|impact\.js|eagler|classes\.js|assets\.epk|shumway|waflash|awayfl/i
/** Of those, what only plays games; the rest builds other things too. */
const ONLY_PLAYS =
  /ruffle|emulatorjs|retroarch|_libretro|jsnes|gameboy|js-dos|wdosbox|dosbox|html5game\/|eagler|assets\.epk|waflash|[cs]\dmain|c[23]runtime|gdjs/i
const ELEMENTS =
  /^(?:ruffle-(?:player|embed|object)|game-player|js-dos|emulator-?js|unity-(?:player|game)|gameboy-\w+|jsnes-\w+)/i
const GLOBALS =
  /^(?:unityInstance|createUnityInstance|UnityLoader|gameInstance|RufflePlayer|EJS_\w+|eaglercraftX?Opts\w*|eaglercraft\w*|Godot|GODOT_CONFIG|c3_\w+|cr_getC2Runtime|cr_\w+|C3|GameMaker_Init|g_pBuiltIn|Phaser|PIXI|PlayCanvas|pc|cc|gdjs|Dos|dosbox|RPGM|\$dataSystem|\$gameMap|Kaboom|kaboom|me|Cocos\w*|lime|openfl|DMSYS|BABYLON|__EMULATOR\w*|JSNES|jsnes)$/

export interface GameFiles {
  readonly cartridge: string | undefined
  readonly build: string | undefined
  readonly player: string | undefined
  readonly name: string | undefined
}

/** @param paths of what it loaded, without queries */
export function gameFiles(
  paths: readonly string[],
  elements: readonly string[],
  globals: readonly string[],
): GameFiles {
  return {
    cartridge: paths.find((path) => CARTRIDGE.test(path)) ?? elements.find((tag) => ELEMENTS.test(tag)),
    build: paths.find((path) => EXPORT.test(path)) ?? sharedBuild(paths),
    player: paths.find((path) => ONLY_PLAYS.test(path)),
    name: paths.find((path) => PLAYER.test(path)) ?? globals.find((name) => GLOBALS.test(name)),
  }
}

/** A wasm file beside a data file of the same name: what exporters of engines make. */
function sharedBuild(paths: readonly string[]): string | undefined {
  const builds = new Map<string, Set<string>>()
  for (const path of paths) {
    const [, stem = '', part = ''] = PART.exec(path) ?? []
    if (part !== '') builds.set(stem, (builds.get(stem) ?? new Set()).add(part.toLowerCase()))
  }
  const found = [...builds].find(([, kinds]) => kinds.has('wasm') && (kinds.has('data') || kinds.has('pck')))
  return found?.[0]
}
