import type { Vocabulary } from './shape.ts'

/** Plain words only. The coarse ones are known by their hashes (`coarse.ts`). */
export const ADULT: Vocabulary = {
  topic: `porn* xxx sex sexy nude* naked erotic* hentai fetish* escort* camgirl* milf* milfs nsfw hardcore softcore
    explicit hookup* bdsm kinky topless lingerie sexual* stripper* striptease adult adults busty amateur* webcam*
    hotties swingers orgy orgies threesome* nympho* incest seduc* lustful naughty sexcam* sexchat playmate* centerfold* kink
    kinks lesbians swinging camsex babes panties
    rhyw noeth noethlymun erotig* oedolion pornograff* secsi
    porno* seks sex nagie naga nagich erotyczn* erotyka erotyki doroslych seksowne
    nud nuda nuduri goale goala adulti sexi dame_de_companie erotice
    порно* секс* оголен* голі голих еротик* еротичн* інтим* дорослих голые эротик* взрослых
    اباحي* سكس جنس جنسي* عاري* عاريات بورنو اغراء اروتيك كبار
    فحش* عریاں عریانی ننگی ننگے سیکس سیکسی جنسی پورن بالغ بالغوں
    ਪੋਰਨ ਸੈਕਸ ਸੈਕਸੀ ਨੰਗੀ ਨੰਗੀਆਂ ਨੰਗੇ ਅਸ਼ਲੀਲ ਬਾਲਗ ਬਾਲਗਾਂ
    desnud* sexo erotic* maduras adultos
    nue nues sexe erotique* coquin* libertin* adultes
    nackt* erotik* erwachsene* sexy`,
  doing: `barely_legal free_pass free_passes uncensored horny steamy full_video* leaked private_show* private_room* members_only pornstar* most_viewed
    top_rated hottest naughty hd_video* live_cam* live_models cam_models cam_model explicit_content
    poeth poethaf heb_sensro amatur mwyaf_poblogaidd preifat
    amatorskie amatorki gorace bez_cenzury ostre najgoretsze prywatny_pokaz kamerki
    amatoare fierbinti fierbinte necenzurat* gratis videochat camere_live
    гаряч* без_цензури домашнє аматорськ* приватн* найгарячіш*
    ساخن* مثير* بدون_رقابه غير_مراقب فاضح* حصري خاص
    گرم بے_سنسر بغیر_سنسر ہاٹ لیک نجی
    ਗਰਮ ਹੌਟ ਬਿਨਾਂ_ਸੈਂਸਰ ਲੀਕ ਨਿੱਜੀ
    caseros amateur sin_censura calientes en_vivo filtrados
    sans_censure non_censure en_direct chaudes chaud
    unzensiert heisse amateure privat`,
  only: `free_porn porn_videos porn_video porn_movies xxx_videos xxx_movies sex_videos sex_video sex_tape* adult_videos
    adult_movies nude_photos nude_pics nude_girls nude_models live_sex sex_cam* sex_chat sex_tube sex_stories
    erotic_stories erotic_massage adults_only adult_content adult_only adult_tube escort_service* escort_agency
    local_escorts leaked_nudes uncensored_videos adult_entertainment adult_material sexually_explicit casual_sex
    adult_chat adult_cams adult_dating porn_tube porn_categories porn_stars xxx_clips xxx_passwords free_hardcore porn_sites porn_site adult_sites adult_site teen_sex amateur_sex
    live_girls live_nude horny_girls hot_girls_nude xxx_action sex_shows sex_show porn_free hot_nudes
    fideos_porn fideos_rhyw fideos_oedolion oedolion_yn_unig lluniau_noeth rhyw_byw dros_18_oed cynnwys_oedolion
    porn_am_ddim straeon_erotig sgwrs_rhyw merched_noeth
    filmy_porno darmowe_porno porno_filmy seks_kamerki sekskamerki tylko_dla_doroslych nagie_zdjecia
    tresci_dla_doroslych opowiadania_erotyczne filmy_erotyczne sex_kamerki seks_czat ogloszenia_erotyczne
    filmiki_porno dla_doroslych filmy_dla_doroslych ukonczone_18
    filme_porno filme_xxx videochat_erotic doar_pentru_adulti sex_gratis porno_gratis poze_nud peste_18_ani
    filme_pentru_adulti povesti_erotice escorte continut_pentru_adulti sex_live chat_erotic
    порно_відео секс_відео порновідео тільки_для_дорослих лише_для_дорослих вам_є_18 інтим_послуги секс_чат
    еротичні_оповідання відео_для_дорослих безкоштовне_порно для_дорослих виповнилося_18 контент_для_дорослих
    порно_видео только_для_взрослых
    افلام_سكس مقاطع_سكس صور_عاريه للكبار_فقط افلام_اباحيه مقاطع_اباحيه مواقع_اباحيه بنات_عاريات سكس_مباشر
    سكس_مجاني محتوی_اباحي محتوی_للبالغين للبالغين_فقط قصص_جنسيه دردشه_جنسيه فيديوهات_اباحيه افلام_للكبار
    سیکس_ویڈیو* ننگی_تصاویر ننگی_ویڈیو* صرف_بالغوں بالغوں_کے_لیے فحش_ویڈیو* فحش_فلم* پورن_ویڈیو* مفت_پورن سیکس_چیٹ جنسی_کہانیاں
    فحش_مواد فحش_تصاویر لائیو_سیکس
    ਸੈਕਸ_ਵੀਡੀਓ ਪੋਰਨ_ਵੀਡੀਓ ਨੰਗੀਆਂ_ਤਸਵੀਰਾਂ ਸਿਰਫ਼_ਬਾਲਗਾਂ ਬਾਲਗਾਂ_ਲਈ ਅਸ਼ਲੀਲ_ਵੀਡੀਓ ਅਸ਼ਲੀਲ_ਫਿਲਮ* ਮੁਫ਼ਤ_ਪੋਰਨ ਸੈਕਸ_ਚੈਟ ਲਾਈਵ_ਸੈਕਸ
    videos_porno porno_gratis sexo_gratis sexo_en_vivo chicas_en_vivo solo_adultos solo_para_adultos
    mayores_de_18 peliculas_porno contenido_para_adultos relatos_eroticos fotos_desnudas videos_xxx
    porno_gratuit sexe_gratuit contenu_pour_adultes reserve_aux_adultes sexe_en_direct filles_en_direct
    films_porno photos_nues rencontres_coquines recits_erotiques
    gratis_pornos pornofilme pornovideos sexvideos sexkontakte erotikkontakte sexcam* sexgeschichten
    nur_fur_erwachsene nacktbilder live_sex sex_filme`,
}
