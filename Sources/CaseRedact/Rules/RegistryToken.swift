extension RedactionRule {
    /// Tokens of package registries.
    static let registryToken = RedactionRule(
        "registry-token",
        help: "Removes tokens of npm, PyPI, RubyGems, Clojars, NuGet, crates.io, Docker Hub and Artifactory.",
        shapes: [
            TokenShape("npm_", 36...64, .alnum),
            TokenShape("pypi-", 50...512, .base64url),
            TokenShape("rubygems_", 48...48, .hex),
            TokenShape("CLOJARS_", 60...60, .alnum),
            TokenShape("oy2", 43...43, [.lower, .digit]),
            TokenShape("cio", 32...32, .alnum),
            TokenShape("dckr_pat_", 27...40, .base64url),
            TokenShape("dckr_oat_", 27...40, .base64url),
            TokenShape("AKCp", 60...80, .alnum),
        ],
        examples: [
            "npm_Df5hMvmNeiNy3JctaHbcPAT95pVBPMb8qtnG":
                "<registry-token>",
            "rubygems_146e80a9c222670bbe4f4c54977656cf2d133187c8df9524":
                "<registry-token>",
            "dckr_pat_Qgmt8rrETPPzBETceRDCMUZjnJF":
                "<registry-token>",
            "npm_config_registry": "npm_config_registry",
            "rubygems_version": "rubygems_version",
        ])
}
