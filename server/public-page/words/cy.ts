import type { Words } from './words.ts'

/** Not yet read by a native speaker. Look first at: who, never, detail. */
export const WELSH: Words = {
  tag: 'cy',
  dir: 'ltr',
  own: 'Cymraeg',
  title: 'Beth sy’n cael ei atal a’i gofnodi ar-lein yn {school}',
  lead: 'Ar ddyfeisiau y mae’r ysgol yn eu rheoli, mae rhaglen o’r enw Kerb yn gofalu am bori’r we, yn yr ysgol ac yn y cartref. Gweinydd yr ysgol ei hun sy’n gwneud y dudalen hon o’r gosodiadau sydd mewn grym nawr.',
  since: 'Newidiwyd y gosodiadau ddiwethaf ar {date}.',
  languages: 'Ieithoedd',
  groups: 'Fesul grŵp blwyddyn',
  noGroups: 'Nid yw’r ysgol wedi dweud eto pa grwpiau sy’n cael eu dangos yma. Gofynnwch i’r ysgol.',
  others: 'Nid yw rhai grwpiau’n cael eu dangos yma. Gofynnwch i’r ysgol amdanynt.',
  everybody: {
    title: 'I bawb',
    illegal:
      'Mae tudalennau ar restr o gynnwys anghyfreithlon ar gau. Nid oes unrhyw osodiad yn eu hagor, ac ni all neb yn yr ysgol eu hagor.',
    illegalElsewhere:
      'Nid oes dim yn Kerb yn agor tudalennau anghyfreithlon. Nid yw’r rhestrau swyddogol o dudalennau o’r fath yn Kerb yn yr ysgol hon nawr: gofynnwch i’r ysgol pa ran o’i gwasanaeth rhyngrwyd sy’n eu cadw.',
    helplines:
      'Mae llinellau cymorth fel Childline bob amser ar agor. Nid yw byth yn cael ei gofnodi bod rhywun wedi edrych ar un.',
    where:
      'Mae yr un fath gartref ag yn yr ysgol, oni bai bod llinell isod yn dweud fel arall. Mae’n cynnwys y porwyr y mae’r ysgol yn eu rheoli, ac nid eich ffôn na’ch cyfrifiadur eich hun.',
    lessons:
      'Mewn gwersi gall athro gyfyngu dosbarth i wefannau dewisol. Gall gwersi redeg ar yr adegau hyn: {hours}.',
    usualLessons: 'ar ddiwrnodau ysgol, 08:00 i 17:00',
    concerns:
      'Gall disgyblion ddweud wrth y tîm diogelu am bryder o unrhyw dudalen. Mae’r tîm yn darllen y rhain ar yr adegau hyn: {hours}.',
    limits:
      'Nid oes unrhyw hidlydd yn atal popeth. Dywedwch wrth yr ysgol pan fydd rhywbeth yn dod drwodd, neu pan fydd rhywbeth defnyddiol ar gau.',
  },
  stopped: 'Beth sy’n cael ei atal',
  actions: { block: 'Ar gau', warn: 'Rhybudd yn gyntaf', allow: 'Ar agor' },
  unknown: {
    block: 'Mae gwefannau nad ydynt ar unrhyw restr ar gau.',
    warn: 'Mae gwefannau nad ydynt ar unrhyw restr yn agor ar ôl rhybudd.',
    allow:
      'Mae gwefannau nad ydynt ar unrhyw restr ar agor. Mae Kerb yn dal i edrych pa fath o dudalen ydynt.',
  },
  period: '{hours}, {place}:',
  places: { 'on-site': 'yn yr ysgol', away: 'i ffwrdd o’r ysgol', any: 'unrhyw le' },
  ownSites: 'Mae’r ysgol hefyd yn cadw ei rhestr ei hun o wefannau unigol sydd ar agor neu ar gau.',
  search: {
    yes: 'Mae chwilio diogel ymlaen mewn peiriannau chwilio ac ni ellir ei ddiffodd.',
    no: 'Nid yw chwilio diogel yn cael ei orfodi.',
  },
  youtube: {
    off: 'Nid yw Kerb yn cyfyngu ar YouTube.',
    moderate: 'Mae YouTube yn dangos ei fideos â chyfyngiad cymedrol.',
    strict: 'Mae YouTube yn dangos ei fideos â chyfyngiad llym.',
  },
  files: {
    allow: 'Gellir cadw ffeiliau sy’n gallu rhedeg rhaglenni.',
    ask: 'Cyn cadw ffeil sy’n gallu rhedeg rhaglen, mae Kerb yn gofyn a oes ei hangen.',
    adult: 'Mae oedolyn yn penderfynu cyn cadw ffeil sy’n gallu rhedeg rhaglen.',
    block: 'Ni ellir cadw ffeiliau sy’n gallu rhedeg rhaglenni.',
  },
  details: {
    yes: 'Cyn anfon manylion personol fel rhif ffôn, mae Kerb yn gofyn ai dyna’r bwriad.',
    no: 'Nid yw Kerb yn gofyn cyn i fanylion personol gael eu hanfon.',
  },
  agreement: {
    yes: 'Mae pawb yn y grŵp yn darllen cytundeb yr ysgol ac yn cytuno iddo.',
    no: 'Nid yw Kerb yn gofyn i neb yn y grŵp gytuno i gytundeb yr ysgol.',
  },
  permission: 'Gofynnir am ganiatâd rhiant.',
  recorded: 'Beth sy’n cael ei gofnodi',
  hours: 'Mae pori’n cael ei gofnodi ar yr adegau hyn: {hours}.',
  noHours: 'Nid yw pori’n cael ei gofnodi ar unrhyw adeg.',
  outside: 'Ar adegau eraill dim ond tudalen a gafodd ei hatal er diogelwch plentyn sy’n cael ei chofnodi.',
  detail: {
    least:
      'O dudalen sy’n agor: enw’r wefan, pa fath ydyw, yr amser ac am ba hyd, ond nid pa dudalen. O dudalen a gafodd ei hatal neu y rhybuddiwyd amdani, ei chyfeiriad hefyd.',
    paths: 'O dudalen sy’n agor: y wefan a chyfeiriad y dudalen, pa fath ydyw, yr amser ac am ba hyd.',
    titles:
      'O dudalen sy’n agor: y wefan, cyfeiriad y dudalen a’i theitl, pa fath ydyw, yr amser ac am ba hyd.',
  },
  terms: {
    yes: 'Mae’r hyn y chwilir amdano mewn peiriannau chwilio yn cael ei gofnodi.',
    no: 'Nid yw’r hyn y chwilir amdano yn cael ei gadw.',
  },
  themes: {
    yes: 'Edrychir ar y ddyfais ar chwiliadau, ac ar yr hyn a ysgrifennir at gynorthwywyr AI, am arwyddion efallai nad yw rhywun yn ddiogel. Cofnodir arwydd o’r fath.',
    no: 'Nid edrychir ar chwiliadau am arwyddion o berygl.',
  },
  assistantWords: {
    yes: 'Cedwir geiriau pryderus at gynorthwyydd AI; mae’r dudalen yn dweud hynny.',
    no: 'Ni chedwir geiriau at gynorthwywyr AI.',
  },
  never: {
    title: 'Beth nad yw byth yn cael ei gofnodi',
    helplines: 'Bod rhywun wedi edrych ar linell gymorth.',
    typing:
      'Cyfrineiriau, a’r hyn a deipir mewn tudalennau a negeseuon. Mae chwiliadau fel y dywedir uchod, ac felly hefyd eiriau at gynorthwywyr AI.',
    pictures:
      'Lluniau o’r sgrin, y camera neu sain. Dim ond pan fydd plentyn yn ei anfon gyda phryder y tynnir llun o dudalen.',
    concerns: 'Yn y cofnod pori: bod plentyn wedi dweud wrth rywun am bryder.',
  },
  who: {
    title: 'Pwy sy’n ei weld',
    teacher:
      'Mae athro’n gweld gwefannau a theitlau tabiau agored ei ddosbarth yn ystod gwers, a dim cofnod wedyn. Ni ddangosir llinellau cymorth byth.',
    lead: 'Gall yr arweinydd diogelu ddarllen cofnod plentyn. Rhaid iddynt ysgrifennu pam, a chedwir pob edrychiad mewn log y gall y pennaeth ei ddarllen.',
    network:
      'Mae rheolwr y rhwydwaith yn gofalu am ddyfeisiau a gosodiadau, ac nid yw’n darllen cofnod pori neb.',
    governor: 'Mae llywodraethwyr yn gweld rhifau, a dim un a allai bwyntio at blentyn.',
    child:
      'Gall eich plentyn agor y dudalen sy’n dweud beth mae’r ysgol yn ei weld amdano ar ei ddyfais ar unrhyw adeg.',
    server:
      'Cedwir y cofnod ar y gweinydd y mae’r ysgol yn ei redeg. Nid oes gan Kerb unrhyw le arall i’w anfon.',
    team: 'Mae’r hyn y mae plentyn yn ei ddweud wrth y tîm diogelu wedi’i selio ar y ddyfais, fel mai dim ond y bobl y mae ar eu cyfer all ei agor.',
  },
  looks: {
    hidden: 'Ni ddangosir i ddisgyblion pryd yr edrychodd rhywun ar eu cofnod.',
    role: 'Dangosir i ddisgyblion ar ba ddiwrnod yr edrychodd rhywun ar eu cofnod, ac ym mha rôl.',
    reason:
      'Dangosir i ddisgyblion ar ba ddiwrnod yr edrychodd rhywun ar eu cofnod, ym mha rôl, ac am ba fath o reswm.',
  },
  kept: {
    title: 'Am ba hyd y’i cedwir',
    visits: 'Tudalennau a agorwyd: {days} diwrnod.',
    notable: 'Yr hyn a gafodd ei atal, chwiliadau, a ffeiliau: {days} diwrnod.',
    stops: 'Yr hyn a gafodd ei atal, neu y rhybuddiwyd amdano: {days} diwrnod.',
    searches: 'Chwiliadau: {days} diwrnod.',
    files: 'Ffeiliau: {days} diwrnod.',
    safety: 'Arwyddion efallai nad yw rhywun yn ddiogel: {days} diwrnod.',
    concerns: 'Yr hyn a ddywedodd plentyn wrth y tîm diogelu: {years} blynedd ar ôl ei gau.',
    law: 'Gall cyfraith neu ymchwiliad beri i’r ysgol gadw rhywfaint ohono’n hirach.',
    copies: 'Gall copïau diogelwch o’r gweinydd ei gadw ychydig yn hirach.',
  },
  ask: {
    title: 'Sut i ofyn',
    contact: 'Gofynnwch i’r ysgol: {contact}',
    noContact: 'Gofynnwch i swyddfa’r ysgol.',
    open: 'Gall disgyblion ofyn ar y dudalen ei hun i dudalen gaeedig gael ei hagor. Person sy’n penderfynu, a chedwir yr ateb gyda’i reswm.',
    copy: 'Mae gennych hawl i ofyn i’r ysgol am gopi o’r hyn sydd ganddi am eich plentyn, i gamgymeriadau gael eu cywiro, ac i wrthwynebu.',
    office:
      'Os nad ydych yn fodlon ar yr ateb, gallwch fynd at Swyddfa’r Comisiynydd Gwybodaeth (ico.org.uk).',
  },
  changed: {
    title: 'Beth sydd wedi newid',
    lead: 'Newidiadau i’r hyn y mae’r dudalen hon yn ei ddweud, y diweddaraf yn gyntaf.',
    none: 'Nid oes dim wedi newid yn yr amser a ddangosir yma.',
    newGroup: 'Gosodiadau newydd i’r grŵp hwn.',
    goneGroup: 'Nid oes gan y grŵp hwn ei osodiadau ei hun mwyach.',
    newer: '{about}: {before} → {after}',
  },
  abouts: {
    period: 'Adegau â’u gosodiadau eu hunain',
    'own-sites': 'Rhestr yr ysgol ei hun o wefannau unigol',
    permission: 'Gofynnir am ganiatâd rhiant.',
    noPermission: 'Ni ofynnir am ganiatâd rhiant yn Kerb.',
  },
  unknownSites: 'Gwefannau nad ydynt ar restr',
  made: 'Gwnaed gan Kerb o’r gosodiadau sydd mewn grym. Nid oes enw plentyn na ffigur am blentyn ar y dudalen hon.',
  categories: {
    'illegal-csam': 'Deunydd cam-drin plant yn rhywiol',
    'illegal-terror': 'Cynnwys terfysgol anghyfreithlon',
    'self-harm': 'Hunan-niweidio, hunanladdiad, anhwylderau bwyta',
    extremism: 'Eithafiaeth',
    adult: 'Pornograffi',
    'stranger-chat': 'Sgwrsio â dieithriaid',
    vawg: 'Casineb at fenywod a cham-drin drwy luniau',
    weapons: 'Arfau',
    violence: 'Trais a gwaed',
    hate: 'Casineb a gwahaniaethu',
    drugs: 'Cyffuriau anghyfreithlon',
    'ai-companion': 'Cymdeithion AI',
    dating: 'Canlyn',
    malware: 'Meddalwedd niweidiol a sgamiau',
    'proxy-vpn': 'Ffyrdd o osgoi’r hidlydd',
    gambling: 'Gamblo',
    'adult-mixed': 'Gwefannau â rhannau i oedolion',
    'nudity-lingerie': 'Noethni a dillad isaf',
    hacking: 'Hacio',
    piracy: 'Ffilmiau, cerddoriaeth a meddalwedd ladron',
    p2p: 'Rhwydweithiau rhannu ffeiliau',
    'remote-control': 'Rheoli cyfrifiaduron o bell',
    'unsafe-search': 'Peiriannau chwilio heb chwilio diogel',
    'alcohol-tobacco': 'Alcohol, ysmygu a fepio',
    crypto: 'Masnachu crypto',
    'bypass-hosting': 'Cyfeiriadau gwe dros dro',
    'exam-cheating': 'Traethodau ac atebion ar werth',
    social: 'Rhwydweithiau cymdeithasol',
    chat: 'Negeseua',
    webmail: 'E-bost personol',
    games: 'Gemau',
    misinformation: 'Newyddion ffug a damcaniaethau cynllwyn',
    forums: 'Fforymau',
    'ai-assistant': 'Cynorthwywyr AI',
    streaming: 'Fideo a theledu',
    music: 'Cerddoriaeth a radio',
    shopping: 'Siopa',
    'celebrity-gossip': 'Clecs',
    ads: 'Hysbysebion a thracwyr',
    'translation-proxy': 'Cyfieithwyr tudalennau ac archifau',
    'url-shortener': 'Dolenni byr',
    'cloud-storage': 'Storio ffeiliau ar-lein',
    news: 'Newyddion',
    sport: 'Chwaraeon',
    jobs: 'Swyddi a gyrfaoedd',
    travel: 'Teithio',
    finance: 'Arian a bancio',
    search: 'Peiriannau chwilio â chwilio diogel',
    'games-educational': 'Gemau dysgu',
    education: 'Addysgu a chyfeirio',
    support: 'Cymorth ac iechyd',
    government: 'Llywodraeth ac ysgolion',
  },
}
