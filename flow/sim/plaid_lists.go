package sim

import "slices"

// The lists of the larger endpoints, from the OpenAPI file.

var linkLanguages = []string{"da", "nl", "en", "et", "fr", "de", "hi", "it", "lv", "lt", "no", "pl", "pt", "ro", "es", "sv", "vi"}

// linkProducts are the products that the simulator lets a link token name.
var linkProducts = []string{"assets", "auth", "identity", "investments", "investments_auth", "liabilities", "payment_initiation",
	"identity_verification", "transactions", "credit_details", "income_verification", "standing_orders", "transfer", "employment",
	"signal", "statements", "cra_base_report", "cra_income_insights", "cra_partner_insights", "cra_network_insights",
	"cra_cashflow_insights", "cra_monitoring", "cra_lend_score", "layer", "protect_linked_bank", "protect_transactions"}

// knownProducts are all that have a name: those, and those that a link token
// cannot name but a bank or a partner's permission can.
var knownProducts = slices.Concat(linkProducts, []string{"balance", "balance_plus", "beacon", "identity_match", "income",
	"recurring_transactions", "transactions_refresh", "processor_payments", "processor_identity", "profile", "cra_plaid_credit_score", "pay_by_bank"})

// processors are the values of /processor/token/create that Plaid lists today.
var processors = []string{"dwolla", "galileo", "modern_treasury", "ocrolus", "vesta", "drivewealth", "vopay", "achq", "check", "checkbook",
	"circle", "sila_money", "rize", "svb_api", "unit", "wyre", "lithic", "alpaca", "astra", "moov", "treasury_prime", "marqeta", "checkout",
	"solid", "highnote", "gemini", "apex_clearing", "gusto", "adyen", "atomic", "i2c", "wepay", "riskified", "utb", "adp_roll",
	"fortress_trust", "bond", "bakkt", "teal", "zero_hash", "taba_pay", "knot", "sardine", "alloy", "finix", "nuvei", "layer", "boom",
	"paynote", "stake", "wedbush", "esusu", "ansa", "scribeup", "straddle", "loanpro", "bloom_credit", "sfox", "brale", "parafin",
	"cardless", "open_ledger", "valon", "gainbridge", "cardlytics", "pinwheel", "thread_bank", "array", "fiant", "oatfi", "curinos",
	"frame", "interchecks", "interchange", "atomicfi"}
