package sim

// ptAsset is a digital asset. The simulator keeps no custody: it knows one
// asset, by the id of the guides, and nobody has any of it.
type ptAsset struct{ ID, Name, Unit, Kind string }

func (a ptAsset) key() string { return a.ID }

func assets() catalog[ptAsset] {
	bitcoin := ptAsset{ID: "798debbc-ec84-43ea-8096-13e2ebcf4749", Name: "Bitcoin", Unit: "BTC", Kind: "bitcoin"}
	return catalog[ptAsset]{each: only(bitcoin, true), get: func(id string) (ptAsset, bool) { return bitcoin, id == bitcoin.ID }}
}

func assetResource(a ptAsset) *resource {
	return newResource("assets", a.ID, map[string]any{"asset-transfer-types": []string{a.Kind}, "asset-type": "digital_asset", "description": a.Name,
		"label": a.Name, "max-decimal-precision": 8, "name": a.Name, "requires-manual-deposit": false, "requires-tag": false, "single-unit": false,
		"transferable": true, "unit-name": a.Unit}).none("ethereum-asset", "security")
}

func (c *ptCall) listAssets() ptAnswer { return listOf(c, assets(), nil, assetResource) }
func (c *ptCall) showAsset() ptAnswer  { return showOf(c, assets(), "asset", assetResource) }

// listAssetTotals is empty for every account.
func (c *ptCall) listAssetTotals() ptAnswer { return c.page(0, nil) }
