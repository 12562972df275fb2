// Common abbreviations and the neighbours' words for kinds of organisations and services. Written for
// Samspill. A short form that is an everyday word of a Nordic language too (vel, du, av) is not listed.
#include "nordic_abbreviations.hpp"

namespace samspill::detail {

const std::string_view nordic_abbreviations = R"(
# organisations
røde kors = RK | röda korset | Red Cross | raudekrossen | raude krossen | røde korset
redd barna = rädda barnen | red barnet | Save the Children
folkehjelp = norsk folkehjelp | NFH
DFH = dansk flygtningehjælp | DRC | Danish Refugee Council
NRC = flyktninghjelpen | Norwegian Refugee Council
NKS = norske kvinners sanitetsforening | sanitetsforeningen | sanitetskvinnene
NFS = norsk fredssenter
KFUM = YMCA | kristelig forening for unge menn | kristelig forening for unge mænd
KFUK = YWCA | kristelig forening for unge kvinner | kristelig forening for unge kvinder
frelsesarmeen = frälsningsarmén | frelsens hær | Salvation Army
# kinds of associations
idrettslag = IL | IF | IK | idrettsforening | idrottsförening | idrottsklubb | idrætsforening | idrætslag | sports club
ballklubb = BK | boldklub | bollklubb
fotballklubb = FK | fodboldklub | fotbollsklubb | football club
turlag = turistforening | turistforeningen
pensjonistforening = PF | pensionärsförening | pensionistforening
frivilligsentral = FVS | frivilligsentralen | frivilligcenter | frivilligcentret | frivilligcentral | frivilligcentralen | volunteer centre | volunteer center
FAU = foreldrenes arbeidsutvalg
ungdomsklubb = ungdomsklub | fritidsklubb | fritidsklub | youth club
eldreråd = ældreråd | äldreråd | seniorråd
# services and teaching
SFI = svenska för invandrare | svenskundervisning för invandrare
norskopplæring = norskundervisning | norskkurs | norwegian course
danskundervisning = danskkursus | danskuddannelse | danish course
voksenopplæring = VO | voksenopplæringen | vaksenopplæring | vuxenutbildning | komvux | voksenundervisning
språkkafé = språkcafé | sprogcafé | sprogkafé | språk kafé | språk café | sprog café | language café
leksehjelp = lektiehjælp | läxhjälp | homework help
barnehage = BHG | barnehagen | børnehave | børnehaven | förskola | förskolan | kindergarten
helsestasjon = helsestasjonen
SFO = skolefritidsordning | skolefritidsordningen
NAV = arbeids- og velferdsforvaltningen | arbeids- og velferdsetaten
IMDi = integrerings- og mangfoldsdirektoratet
barnevern = barnevernet | barneverntjenesten | barneverntenesta
flyktningtjeneste = flyktningtjenesten | flyktningtenesta | flyktningetjenesten
kommune = kommunen | kommun | municipality
bibliotek = biblioteket | library
svømming = svømmekurs | svømning | simning | symjing | swimming
)";

} // namespace samspill::detail
