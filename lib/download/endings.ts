/** Which kind of file an ending or a media type stands for: by what the systems of schools do when it is opened. */
import type { FileKind } from '../policy/downloads.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const ENDINGS: Readonly<Record<Exclude<FileKind, 'other'>, readonly string[]>> = {
  text: words('txt csv tsv md json log srt vtt bib tex ics'),
  picture: words('png jpg jpeg jfif gif webp bmp tif tiff heic heif avif ico psd xcf kra ora'),
  sound: words('mp3 wav ogg oga opus m4a aac flac wma mid midi aiff aif mscz mxl'),
  video: words('mp4 m4v mov webm avi mkv wmv mpg mpeg ogv 3gp'),
  document: words(
    `pdf doc docx dot dotx xls xlsx xlt xltx ppt pptx pps ppsx pot potx odt ods odp odg rtf epub pages numbers key
     pub vsdx gdoc gsheet gslides notebook flipchart smart ggb sb sb2 sb3 hex stl obj dwg skp fzz cdr ai eps`,
  ),
  // A notebook of OneNote carries whatever was put into it, as a zip does.
  archive: words('one zip zipx 7z rar tar gz tgz bz2 tbz2 xz txz zst lz lzma lzh arj ace cab z zpaq'),
  'web-page': words('html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt maff webarchive hhc'),
  'macro-document': words(
    `docm dotm xlsm xltm xlam xlsb xla xll xlm xlw pptm potm ppam ppsm sldm ppa accdb accde accda mdb mde mda adp ade
     slk iqy oqy rqy dqy wll wbk onepkg otm`,
  ),
  torrent: words('torrent magnet metalink meta4'),
  shortcut: words(
    `lnk url webloc desktop website library-ms search-ms searchconnector-ms settingcontent-ms appref-ms scf pif
     theme themepack deskthemepack rdp ica mshxml contact group mobileconfig webbookmark appcontent-ms
     inetloc fileloc shs shb mad maf mag mam maq mar mas mat mau mav maw`,
  ),
  'disk-image': words(
    'iso img dmg vhd vhdx vmdk vdi udf bin cue nrg toast wim esd swm qcow2 ova ovf sparsebundle sparseimage',
  ),
  script: words(
    `js mjs cjs jse vbs vbe vb ws wsf wsh wsc sct ps1 ps1xml ps2 psc1 psc2 psd1 psm1 psrc bat cmd btm sh bash zsh csh
     ksh fish command tool py pyc pyo pyw pyz pyzw rb pl pm php phtml lua tcl applescript scpt scptd ahk au3 hta htc
     reg inf ins isp jnlp class cmdline xbap diagcab diagcfg diagpkg gadget msc crontab nsh vbscript r awk wasm
     userscript swf chm hlp wsb job terminal`,
  ),
  installer: words(
    `msi msix msixbundle msp mst msu appx appxbundle appinstaller deb rpm pkg mpkg apk aab apks xapk ipa crx xpi
     flatpak flatpakref flatpakrepo snap run vsix oxt appimage jar war air nupkg whl gem application clickonce xip vsto ppkg`,
  ),
  executable: words(
    `exe com scr cpl dll sys drv ocx ax efi elf so dylib bundle app action workflow out o ko mui grp bgi cnt prg
     paf pyd node kext prefpane service mexe u3p vxd osx x86 x86_64`,
  ),
}

const MEDIA_TYPES: Readonly<Record<Exclude<FileKind, 'other'>, RegExp>> = {
  text: /^text\/(plain|csv|tab-separated-values|markdown|calendar|vtt|rtf-plain)$/,
  picture: /^image\/(?!svg)/,
  sound: /^audio\//,
  video: /^video\//,
  document:
    /^application\/(pdf|x-pdf|msword|rtf|epub\+zip|postscript|vnd\.(ms-(excel|powerpoint|word|publisher)|openxmlformats-officedocument\..+|oasis\.opendocument\..+|apple\.(pages|numbers|keynote)|google-apps\..+))$|^text\/rtf$/,
  archive:
    /^application\/(zip|x-zip(-compressed)?|gzip|x-gzip|x-tar|x-7z-compressed|(x-|vnd\.)?rar(-compressed)?|x-bzip2?|x-xz|zstd|x-compress(ed)?|vnd\.ms-cab-compressed)$|^multipart\/x-zip$/,
  'web-page':
    /^(text\/(html|xml|xsl)|application\/(xhtml\+xml|xml|x-mimearchive)|image\/svg(\+xml)?|multipart\/related|message\/rfc822)$/,
  'macro-document': /^application\/(vnd\.ms-.+\.macroenabled\.?(12)?|x?-?msaccess|vnd\.ms-access)$/,
  torrent: /^application\/(x-bittorrent|metalink4?\+xml)$/,
  shortcut:
    /^application\/(x-ms-shortcut|x-mswinurl|internet-shortcut|x-desktop|x-apple-aspen-config)$|^text\/x-url$/,
  'disk-image':
    /^application\/(x-iso9660-image|x-apple-diskimage|x-raw-disk-image|x-virtualbox-.+|x-vhdx?|vnd\.efi\.(iso|img))$/,
  script:
    /^(text|application)\/(x-)?(javascript|ecmascript|python(-script)?|x?-?python|sh|shellscript|perl|php|httpd-php|ruby|vbscript|powershell|bat|hta|msdos-batch|java-jnlp-file|shockwave-flash|wasm)$|^application\/(vnd\.adobe\.flash\.movie|vnd\.ms-htmlhelp|(x-)?chm|(x-)?winhlp)$/,
  installer:
    /^application\/(x-msi|x-ms-installer|msix|appx|vnd\.ms-(appx|msix)|vnd\.(debian\.binary-package|android\.package-archive|flatpak|snap)|x-(debian-package|deb|rpm|redhat-package-manager|chrome-extension|xpinstall|apple-pkg|java-archive)|java-archive|x-ms-(application|vsto))$/,
  executable:
    /^application\/(x-(ms-?dos-?program|msdownload|dosexec|exe|executable|elf|mach-binary|sharedlib|winexe|object|mach-o-executable)|exe|dos-exe|vnd\.microsoft\.portable-executable)$/,
}

const byEnding = new Map(
  Object.entries(ENDINGS).flatMap(([kind, endings]) =>
    endings.map((one) => [one, kind as FileKind] as const),
  ),
)

/** @param ending lower case, without its dot */
export const kindOfEnding = (ending: string): FileKind | undefined => byEnding.get(ending)

/** @param type as a server sends it, with its parameters; undefined where it says nothing of what the file is */
export function kindOfType(type: string): FileKind | undefined {
  const bare = (type.split(';')[0] ?? '').trim().toLowerCase()
  const found = Object.entries(MEDIA_TYPES).find(([, pattern]) => pattern.test(bare))
  return found?.[0] as FileKind | undefined
}

/** Whether a server may honestly send a file with this ending as that: the zip inside an office document, for example. */
export const isHonest = (ending: FileKind, type: FileKind): boolean =>
  ending === type ||
  // A document, a sheet of music or a drawing is a zip, or text, inside.
  (DOCUMENTS.has(ending) && (type === 'archive' || type === 'text' || type === 'document')) ||
  // An ending says more than `text/plain`, which servers send for whatever they do not know.
  type === 'text' ||
  (MEDIA.has(ending) && MEDIA.has(type))

const DOCUMENTS: ReadonlySet<FileKind> = new Set(['document', 'text', 'sound'])
const MEDIA: ReadonlySet<FileKind> = new Set(['sound', 'video', 'picture'])
