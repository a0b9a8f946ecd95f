package sim

// The lists and field tables of the larger endpoints, from the OpenAPI file.

var linkLanguages = []string{"da", "nl", "en", "et", "fr", "de", "hi", "it", "lv", "lt", "no", "pl", "pt", "ro", "es", "sv", "vi"}

var linkCountries = []string{"US", "GB", "ES", "NL", "FR", "IE", "CA", "DE", "IT", "PL", "DK", "NO", "SE", "EE", "LT", "LV", "PT", "BE", "AT", "FI"}

// linkProducts are the products that the simulator lets a link token name.
var linkProducts = []string{"assets", "auth", "identity", "investments", "investments_auth", "liabilities", "payment_initiation",
	"identity_verification", "transactions", "credit_details", "income_verification", "standing_orders", "transfer", "employment",
	"signal", "statements", "cra_base_report", "cra_income_insights", "cra_partner_insights", "cra_network_insights",
	"cra_cashflow_insights", "cra_monitoring", "cra_lend_score", "layer", "protect_linked_bank", "protect_transactions"}

func linkTokenFields() []field {
	return []field{
		text("client_name").must().full(),
		text("language").must().full(),
		list("country_codes").must().full(),
		object("user", userFields()...),
		text("user_id"),
		list("products").null(),
		list("required_if_supported_products").null(),
		list("optional_products").null(),
		list("additional_consented_products").null(),
		text("webhook"),
		text("access_token").null().full(),
		list("access_tokens"),
		text("link_customization_name"),
		text("appearance_mode").null(),
		text("redirect_uri").full(),
		text("android_package_name"),
		object("institution_data", text("routing_number")),
		text("institution_id"),
		object("account_filters", subtypes("depository"), subtypes("credit"), subtypes("loan"), subtypes("investment"), subtypes("other")),
		object("auth", flag("auth_type_select_enabled"), flag("automated_microdeposits_enabled"), flag("instant_match_enabled"),
			flag("same_day_microdeposits_enabled"), flag("instant_microdeposits_enabled"), text("reroute_to_credentials"),
			flag("database_match_enabled"), flag("database_insights_enabled"), text("flow_type"),
			flag("sms_microdeposits_verification_enabled")),
		object("update", flag("account_selection_enabled"), flag("reauthorization_enabled"), flag("user"), list("item_ids").null()),
		object("hosted_link", text("delivery_method"), text("completion_redirect_uri"), whole("url_lifetime_seconds"), flag("is_mobile_app")),
		object("transactions", whole("days_requested")),
		flag("enable_multi_item_link"), flag("cra_enabled"), flag("financekit_supported"),
		text("user_token"), text("third_party_user_token"), text("consumer_report_permissible_purpose"),
		anything("card_switch"), anything("eu_config"), anything("payment_configuration"), anything("payment_initiation"),
		anything("employment"), anything("income_verification"), anything("base_report"), anything("credit_partner_insights"),
		anything("cra_options"), anything("transfer"), anything("identity_verification"), anything("statements"),
		anything("investments"), anything("investments_auth"), anything("cashflow_report"), anything("identity"),
	}
}

func userFields() []field {
	return []field{
		text("client_user_id").must().full(),
		text("legal_name"),
		object("name", text("given_name").must(), text("family_name").must()),
		text("phone_number"), text("phone_number_verified_time").null(),
		text("email_address"), text("email_address_verified_time").null(),
		text("ssn"), text("date_of_birth").null(),
		object("address", text("street").null(), text("street2").null(), text("city").null(), text("region").null(),
			text("postal_code").null(), text("country").must()),
		object("id_number", text("value").must(), text("type").must()),
	}
}

func subtypes(kind string) field {
	f := object(kind, list("account_subtypes").must())
	if kind == "depository" {
		f.members = append(f.members, list("limited_purpose_types"))
	}
	return f
}

func institutionFields() []field {
	return []field{
		text("institution_id").must().full(),
		list("country_codes").must().full(),
		object("options", flag("include_optional_metadata"), flag("include_status"), flag("include_auth_metadata"),
			flag("include_payment_initiation_metadata")),
	}
}

func sandboxPublicFields() []field {
	return []field{
		text("institution_id").must(),
		list("initial_products").must().full(),
		object("options", text("webhook"), text("override_username").null(), text("override_password").null(),
			object("transactions", text("start_date"), text("end_date"), whole("days_requested")).null(),
			object("statements", text("start_date").must(), text("end_date").must()).null(),
			anything("income_verification")),
		text("user_token"), text("user_id"),
	}
}

// processors are the values of /processor/token/create that Plaid lists today.
var processors = []string{"dwolla", "galileo", "modern_treasury", "ocrolus", "vesta", "drivewealth", "vopay", "achq", "check", "checkbook",
	"circle", "sila_money", "rize", "svb_api", "unit", "wyre", "lithic", "alpaca", "astra", "moov", "treasury_prime", "marqeta", "checkout",
	"solid", "highnote", "gemini", "apex_clearing", "gusto", "adyen", "atomic", "i2c", "wepay", "riskified", "utb", "adp_roll",
	"fortress_trust", "bond", "bakkt", "teal", "zero_hash", "taba_pay", "knot", "sardine", "alloy", "finix", "nuvei", "layer", "boom",
	"paynote", "stake", "wedbush", "esusu", "ansa", "scribeup", "straddle", "loanpro", "bloom_credit", "sfox", "brale", "parafin",
	"cardless", "open_ledger", "valon", "gainbridge", "cardlytics", "pinwheel", "thread_bank", "array", "fiant", "oatfi", "curinos",
	"frame", "interchecks", "interchange", "atomicfi"}
