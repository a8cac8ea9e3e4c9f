import type { Vocabulary } from './shape.ts'

export const GAMBLING: Vocabulary = {
  topic: `casino* gambl* bookmaker* bookie* betting bets slot slots roulette blackjack baccarat poker jackpot* wager*
    sportsbook* lottery lotto bingo craps punter* keno scratchcard* tipster* bet dice
    gamblo hapchwarae gasino betio betiau rwlet slotiau loteri jacpot
    kasyn* hazard* bukmacher* ruletk* zaklady zaklad zakladow lotto totalizator*
    cazino* pariu* pacanele ruleta loto aparate
    казино азартн* ставки ставка ставок ставку букмекер* рулетк* слоти слотів покер* джекпот* лотере* беттинг
    كازينو قمار مراهنات مراهنه رهان* روليت بوكر سلوتس يانصيب
    جوا جوئے جوے کیسینو سٹہ سٹے لاٹری رولیٹی
    ਕੈਸੀਨੋ ਜੂਆ ਜੂਏ ਸੱਟਾ ਸੱਟੇਬਾਜ਼ੀ ਲਾਟਰੀ ਜੈਕਪਾਟ
    apuesta* tragaperras tragamonedas ruleta loteria
    paris_sportif* pari parier parieur* machine_a_sous machines_a_sous jeux_d_argent
    glucksspiel* spielautomat* spielothek* wetten wette buchmacher* sportwett*`,
  doing: `deposit* withdraw* payout* odds stake stakes bonus bonuses vip accumulator* acca inplay cashback bankroll
    spin spins real_money cash_out high_roller rtp betslip croupier* dealer paylines multiplier winnings
    blaendal ods bonws adnau stanc polion enillion ennill
    stawka stawki kurs kursy wplat* wyplat* depozyt* wygran* obstaw*
    cote cota depune depunere depuneri retrage* retrageri miza mize castig*
    бонус* депозит* виграш* вивести виведення коефіцієнт* поповн* вигравай
    ايداع سحب مكافاه مكافات احتمالات ارباح فوز اربح جوايز
    شرط شرطیں بونس نکلوا* ڈپازٹ جیتیں جیت انعام
    ਬੋਨਸ ਜਮ੍ਹਾਂ ਕਢਵਾ* ਦਾਅ ਜਿੱਤੋ ਜਿੱਤ ਇਨਾਮ
    bono* deposito* retiro* cuotas cuota premios ganancias
    mise mises cote cotes depot* retrait* gains
    einsatz einsatze quoten einzahl* auszahl* gewinn*`,
  only: `free_spins free_spin no_deposit_bonus welcome_bonus deposit_bonus bet_slip free_bet* wagering_requirement*
    min_deposit minimum_deposit slot_games online_slots live_casino casino_games each_way place_bet place_your_bet*
    bet_builder crash_game open_cases skin_betting skins_betting instant_withdrawal* fast_withdrawal* place_bets
    online_casino* bet_now live_dealer claim_bonus spin_the_reels in_play_betting betting_tips sports_betting
    first_deposit spin_to_win case_opening provably_fair best_odds match_bonus
    troelliadau_am_ddim bonws_croeso arian_go_iawn gosod_bet betiwch bet_am_ddim casino_byw casino_ar_lein
    darmowe_spiny darmowych_spinow bonus_powitalny bonus_bez_depozytu postaw_zaklad darmowy_zaklad
    prawdziwe_pieniadze kasyno_na_zywo kasyno_online zaklady_bukmacherskie zaklady_sportowe automaty_online
    automaty_do_gier postaw_na kupon_zaklad*
    rotiri_gratuite bonus_de_bun_venit fara_depunere pariuri_sportive pariu_gratuit pariaza bani_reali
    cazino_online sloturi jocuri_de_noroc pariaza_acum rotiri bilet_de_pariuri aparate_online
    фріспін* безкоштовні_оберт* безкоштовних_оберт* вітальний_бонус бездепозитн* зробити_ставку зроби_ставку
    ігрові_автомат* ігрових_автомат* гра_на_гроші грати_на_гроші онлайн_казино ставки_на_спорт реальні_гроші
    игровые_автоматы бесплатные_вращения
    دورات_مجانيه لفات_مجانيه مكافاه_ترحيبيه مكافاه_الترحيب بدون_ايداع ماكينات_القمار كازينو_مباشر ضع_رهانك
    باموال_حقيقيه اموال_حقيقيه كازينو_اونلاين رهان_مجاني مراهنات_رياضيه العاب_القمار راهن_الان مكافاه_ايداع
    مفت_اسپن مفت_اسپنز خوش_آمدید_بونس ویلکم_بونس شرط_لگائیں شرط_لگاؤ اصلی_پیسے اصلی_پیسوں لائیو_کیسینو آن_لائن_کیسینو
    کھیلوں_پر_شرط سلاٹ_گیمز ڈپازٹ_بونس مفت_شرط
    ਮੁਫ਼ਤ_ਸਪਿਨ ਸੁਆਗਤ_ਬੋਨਸ ਸਵਾਗਤੀ_ਬੋਨਸ ਦਾਅ_ਲਗਾਓ ਦਾਅ_ਲਾਓ ਅਸਲ_ਪੈਸੇ ਅਸਲੀ_ਪੈਸੇ ਲਾਈਵ_ਕੈਸੀਨੋ ਆਨਲਾਈਨ_ਕੈਸੀਨੋ ਸਲਾਟ_ਗੇਮ*
    ਜਮ੍ਹਾਂ_ਬੋਨਸ
    giros_gratis tiradas_gratis bono_de_bienvenida apuesta_gratis apuestas_deportivas dinero_real casino_en_vivo
    sin_deposito casino_online apuesta_ahora
    tours_gratuits bonus_de_bienvenue casino_en_ligne bonus_sans_depot argent_reel casino_en_direct pari_gratuit
    pariez
    freispiele willkommensbonus gratiswette* echtgeld einzahlungsbonus jetzt_wetten ohne_einzahlung live_casino
    wettschein online_casino`,
}
